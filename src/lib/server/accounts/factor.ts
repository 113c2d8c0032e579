// The second factor: an authenticator app beside the password, or a passkey in place of both, with recovery codes for
// the day the telephone is gone. Setting one up and taking it away ask again who is there.
import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { NewPasskey } from '#lib/accounts/schema.ts';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { confirmPassword } from '#lib/server/accounts/own-password.ts';
import { accountById, tokenInfo, type Account } from '#lib/server/accounts/data.ts';
import { deviceOf } from '#lib/server/accounts/device.ts';
import { factorLetter, type FactorNews } from '#lib/server/accounts/letters.ts';
import { countTry, forgiveTry, type Counted } from '#lib/server/accounts/limit.ts';
import { passkeysOf, readNewPasskey, type PasskeySite } from '#lib/server/accounts/passkey.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import { beginSession, type SignedIn } from '#lib/server/accounts/session.ts';
import { accounts, passkeys, recoveryCodes, secondFactors, sessions } from '#lib/server/accounts/table.ts';
import { issueToken, redeemToken } from '#lib/server/accounts/token.ts';
import { fromBase32, keyUri, newSecret, stepOfCode } from '#lib/server/accounts/totp.ts';
import type { App } from '#lib/server/app.ts';
import { isUniqueViolation, type Database, type Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { sendMail } from '#lib/server/mail/send.ts';

/** Recovery codes of a set; each works once. */
const codesOfSet = 10;

export async function factorOf(db: Database | Transaction, accountId: string) {
	const [row] = await db.select().from(secondFactors).where(eq(secondFactors.accountId, accountId));
	return row;
}

/** Which factors an account has besides its password. */
export async function factorsOf(db: Database | Transaction, accountId: string) {
	const confirmed = and(eq(secondFactors.accountId, accountId), isNotNull(secondFactors.confirmedAt));
	return {
		app: (await db.$count(secondFactors, confirmed)) > 0,
		passkeys: await db.$count(passkeys, eq(passkeys.accountId, accountId))
	};
}

/** Whether it has any. */
export async function hasFactor(db: Database | Transaction, accountId: string): Promise<boolean> {
	const has = await factorsOf(db, accountId);
	return has.app || has.passkeys > 0;
}

/** What the page about them shows: what is on, what is being set up, and how many recovery codes are left. */
export async function factorPage(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const row = await factorOf(app.db, actor.accountId);
	const unused = and(eq(recoveryCodes.accountId, actor.accountId), isNull(recoveryCodes.usedAt));
	return {
		since: row?.confirmedAt ?? undefined,
		passkeys: (await passkeysOf(app.db, actor.accountId)).map(({ id, name, createdAt, lastUsedAt }) => ({
			...{ id, name, createdAt, lastUsedAt }
		})),
		setUp: row && !row.confirmedAt ? { secret: row.secret, uri: keyUri(row.secret, actor.email) } : undefined,
		codesLeft: await app.db.$count(recoveryCodes, unused),
		due: actor.factor === 'due'
	};
}

/** Begins to set one up. Nothing changes for signing in until a code of it was given. @throws Refusal notNow, invalid */
export async function beginFactor(app: App, actor: Actor | undefined, password: string): Promise<void> {
	const { id } = await confirmPassword(app, actor, password);
	if ((await factorOf(app.db, id))?.confirmedAt) throw new Refusal('notNow');
	const row = { secret: newSecret(), createdAt: app.now() };
	await app.db
		.insert(secondFactors)
		.values({ accountId: id, ...row })
		.onConflictDoUpdate({ target: secondFactors.accountId, set: row });
}

/** Switches it on with a first code; returns the recovery codes of the first factor, which are shown this once. */
export async function confirmFactor(app: App, actor: Actor | undefined, code: string): Promise<string[]> {
	if (!actor) throw new Refusal('signInFirst');
	await checkCode(app, actor.accountId, code, false);
	return app.db.transaction(async (tx) => {
		const first = await isFirst(tx, actor.accountId);
		const own = and(eq(secondFactors.accountId, actor.accountId), isNull(secondFactors.confirmedAt));
		const [row] = await tx.update(secondFactors).set({ confirmedAt: app.now() }).where(own).returning();
		if (!row) throw new Refusal('notNow');
		// Other browsers were signed in without it: they sign in again.
		await tx.delete(sessions).where(eq(sessions.accountId, actor.accountId));
		await tellFactor(app, tx, actor.accountId, 'added');
		return first ? renewCodes(tx, actor.accountId) : [];
	});
}

/**
 * Adds the passkey that an authenticator has just made; returns the recovery codes, if it is the account's first factor.
 * @throws Refusal signInFirst, confirmFirst, invalid, alreadyExists
 */
export async function addPasskey(
	app: App,
	actor: Actor | undefined,
	{ response, name }: NewPasskey,
	site: PasskeySite
): Promise<string[]> {
	if (!actor) throw new Refusal('signInFirst');
	requireRecent(actor);
	const { accountId, sessionHash } = actor;
	const made = await readNewPasskey(app, accountId, response, site);
	const row = { ...made, name: name ?? deviceOf(site.userAgent), createdAt: app.now() };
	const adding = app.db.transaction(async (tx) => {
		const first = await isFirst(tx, accountId);
		await tx.insert(passkeys).values(row);
		await tellFactor(app, tx, accountId, 'added');
		if (!first) return [];
		// Other browsers were signed in without it: they sign in again.
		await tx.delete(sessions).where(and(eq(sessions.accountId, accountId), ne(sessions.idHash, sessionHash)));
		await tx.update(sessions).set({ factorAt: app.now() }).where(eq(sessions.accountId, accountId));
		return renewCodes(tx, accountId);
	});
	return adding.catch((error: unknown) => {
		throw isUniqueViolation(error) ? new Refusal('alreadyExists') : error;
	});
}

/** Takes a passkey away. @throws Refusal signInFirst, confirmFirst, notFound (also for other people's) */
export async function removePasskey(app: App, actor: Actor | undefined, id: string): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	requireRecent(actor);
	const { accountId } = actor;
	await app.db.transaction(async (tx) => {
		const own = and(eq(passkeys.id, id), eq(passkeys.accountId, accountId));
		const removed = await tx.delete(passkeys).where(own).returning({ id: passkeys.id });
		if (removed.length === 0) throw new Refusal('notFound');
		await tellFactor(app, tx, accountId, 'removed');
		await endIfLast(tx, accountId);
	});
}

/** Whether the account has no factor yet. Two that are added at once come one after the other. */
async function isFirst(tx: Transaction, accountId: string): Promise<boolean> {
	await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for('update');
	return !(await hasFactor(tx, accountId));
}

/** Without any factor, no codes stand in for one and no session has passed it. */
async function endIfLast(tx: Transaction, accountId: string): Promise<void> {
	if (!(await isFirst(tx, accountId))) return;
	await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
	await tx.update(sessions).set({ factorAt: null }).where(eq(sessions.accountId, accountId));
}

/** Makes new recovery codes; the old ones end. @throws Refusal invalid */
export async function renewRecovery(app: App, actor: Actor | undefined, code: string): Promise<string[]> {
	if (!actor) throw new Refusal('signInFirst');
	await checkCode(app, actor.accountId, code, true);
	return app.db.transaction(async (tx) => {
		await tellFactor(app, tx, actor.accountId, 'codesRenewed');
		return renewCodes(tx, actor.accountId);
	});
}

/** Switches it off, with password and code. */
export async function removeFactor(
	app: App,
	actor: Actor | undefined,
	{ password, code }: { password: string; code: string }
): Promise<void> {
	const { id } = await confirmPassword(app, actor, password);
	await checkCode(app, id, code, true);
	await app.db.transaction(async (tx) => {
		await tx.delete(secondFactors).where(eq(secondFactors.accountId, id));
		await tellFactor(app, tx, id, 'removed');
		await endIfLast(tx, id);
	});
}

async function renewCodes(tx: Transaction, accountId: string): Promise<string[]> {
	const codes = Array.from({ length: codesOfSet }, () => newId().slice(0, 10));
	await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
	await tx.insert(recoveryCodes).values(codes.map((code) => ({ accountId, hash: hashSecret(code) })));
	return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** A token for the second step of signing in; undefined when the account has no second factor. */
export async function askForCode(app: App, account: Account): Promise<string | undefined> {
	if (!(await hasFactor(app.db, account.id))) return undefined;
	return app.db.transaction((tx) => issueToken(tx, account, 'factor', app.now()));
}

/**
 * The second step of signing in: the token of the first and a code of the app, or a recovery code, which is used up.
 * @throws Refusal expired, invalid, tooMany
 */
export async function signInWithCode(
	app: App,
	{ token, code }: { token: string; code: string },
	userAgent: string
): Promise<SignedIn> {
	const info = await tokenInfo(app.db, token, app.now());
	if (info?.purpose !== 'factor') throw new Refusal('expired');
	await checkCode(app, info.accountId, code, true);
	const redeemed = await app.db.transaction((tx) => redeemToken(tx, token, 'factor', app.now()));
	const account = redeemed && (await accountById(app.db, redeemed.accountId));
	if (!account || account.suspendedAt) throw new Refusal('expired');
	return {
		sessionId: await beginSession(app, account.id, userAgent, app.now()),
		purpose: account.purpose
	};
}

/**
 * Accepts a code of the app once, or a recovery code once. The first code of an app, which switches it on, comes from no
 * other place (`recovery` is false). @throws Refusal invalid, tooMany
 */
export async function checkCode(
	app: App,
	accountId: string,
	typed: string,
	recovery: boolean
): Promise<void> {
	const counted: Counted[] = [['factor', accountId]];
	await countTry(app, counted);
	const code = typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');
	const fits = await app.db.transaction(async (tx) => {
		const [row] = await tx
			.select()
			.from(secondFactors)
			.where(eq(secondFactors.accountId, accountId))
			.for('update');
		const counts = row && (row.confirmedAt || !recovery);
		const step = counts && stepOfCode(fromBase32(row.secret), code, app.now(), row.lastStep);
		if (!step) return recovery && (await useRecovery(app, tx, accountId, code));
		await tx.update(secondFactors).set({ lastStep: step }).where(eq(secondFactors.accountId, accountId));
		return true;
	});
	if (!fits) throw new Refusal('invalid', { code: 'factor_error_code' });
	await forgiveTry(app, counted);
}

async function useRecovery(app: App, tx: Transaction, accountId: string, code: string): Promise<boolean> {
	const unused = and(
		eq(recoveryCodes.accountId, accountId),
		eq(recoveryCodes.hash, hashSecret(code)),
		isNull(recoveryCodes.usedAt)
	);
	const used = await tx.update(recoveryCodes).set({ usedAt: app.now() }).where(unused).returning();
	if (used.length === 0) return false;
	const left = and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt));
	await tellFactor(app, tx, accountId, (await tx.$count(recoveryCodes, left)) > 0 ? 'codeUsed' : 'codesGone');
	return true;
}

/** Whatever changes who gets in is told by mail, in the transaction of the change: somebody else may have made it. */
async function tellFactor(app: App, tx: Transaction, accountId: string, news: FactorNews): Promise<void> {
	const account = await accountById(tx, accountId);
	if (account) await sendMail(tx, factorLetter(account, ownOrigin(app), news));
}
