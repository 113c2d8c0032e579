// Signing up, in and out, and getting back in. Known and unknown addresses get the same answer after the same work:
// whoever does not read an address's mail learns nothing about it here. What a signed-in person changes about the
// account is in change.ts.
import { and, eq, isNull, sql } from 'drizzle-orm';
import { textVersions } from '#lib/accounts/consents.ts';
import { passwordProblem } from '#lib/accounts/password.ts';
import type { ResetInput, SignInInput, SignUpInput } from '#lib/accounts/schema.ts';
import { consentPurposes, type Actor } from '#lib/accounts/types.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import { Refusal } from '#lib/refusal.ts';
import { accountByEmail, accountById, tokenInfo } from '#lib/server/accounts/data.ts';
import { askForCode } from '#lib/server/accounts/factor.ts';
import {
	knownLetter,
	passwordChangedLetter,
	resetLetter,
	verifyLetter
} from '#lib/server/accounts/letters.ts';
import { clearLimits, countTry, forgiveTry, type Counted } from '#lib/server/accounts/limit.ts';
import { sessionsOf } from '#lib/server/accounts/lucia.ts';
import { clearChallenges } from '#lib/server/accounts/passkey.ts';
import { setPassword } from '#lib/server/accounts/own-password.ts';
import { hashPassword, passwordFits } from '#lib/server/accounts/password.ts';
import { beginSession, type SignedIn } from '#lib/server/accounts/session.ts';
import { steadily } from '#lib/server/accounts/steady.ts';
import { accounts, consents, sessions } from '#lib/server/accounts/table.ts';
import { clearTokens, issueToken, redeemToken } from '#lib/server/accounts/token.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { StartError } from '#lib/server/start-error.ts';

/** What a service here needs to know of the request. */
export type Visitor = {
	locale: Locale;
	/** For links in mails, from `siteOrigin`. */
	origin: string;
	/** From `networkOf`. */
	network: string;
	userAgent: string;
};

/** What the second step of signing in needs. */
export type AskedForCode = { factorToken: string };

/**
 * Makes an account that waits for its address to be confirmed, and mails the link. For a confirmed address nothing
 * changes and its owner gets a hint instead. Of several sign-ups before the confirmation the last one counts, so
 * nobody can lay a password of theirs under somebody else's address.
 */
export function signUp(app: App, input: SignUpInput, visitor: Visitor): Promise<void> {
	return steadily(async () => {
		await countTry(app, [
			['signUpAccount', input.email],
			['signUpNetwork', visitor.network]
		]);
		const passwordHash = await hashPassword(input.password);
		await app.db.transaction(async (tx) => {
			const account = await writeUnconfirmed(tx, input, passwordHash, visitor.locale);
			if (account) {
				await recordConsents(tx, account.id, app.now());
				const token = await issueToken(tx, account, 'verify', app.now());
				return sendMail(tx, verifyLetter(account, visitor.origin, token));
			}
			const owner = await accountByEmail(tx, input.email);
			if (owner) await sendMail(tx, knownLetter(owner, visitor.origin));
		});
	});
}

/** The new account, or the unconfirmed one with what was given now; undefined when the address is confirmed. */
async function writeUnconfirmed(tx: Transaction, input: SignUpInput, passwordHash: string, locale: Locale) {
	const values = { email: input.email, passwordHash, purpose: input.purpose, locale };
	const [added] = await tx.insert(accounts).values(values).onConflictDoNothing().returning();
	if (added) return added;
	const [changed] = await tx
		.update(accounts)
		.set({ ...values, version: sql`${accounts.version} + 1` })
		.where(
			and(eq(sql`lower(${accounts.email})`, input.email.toLowerCase()), isNull(accounts.emailVerifiedAt))
		)
		.returning();
	return changed;
}

async function recordConsents(tx: Transaction, accountId: string, givenAt: Date): Promise<void> {
	const given = consentPurposes.map((purpose) => ({
		accountId,
		purpose,
		textVersion: textVersions[purpose],
		givenAt
	}));
	await tx.insert(consents).values(given);
}

/**
 * Begins a session. A wrong password, an unknown address and one that was never confirmed get one and the same
 * answer. @throws Refusal invalid, tooMany, notAllowed (suspended)
 */
export async function signIn(
	app: App,
	input: SignInInput,
	visitor: Visitor
): Promise<SignedIn | AskedForCode> {
	const counted: Counted[] = [
		['signInHere', `${input.email} ${visitor.network}`],
		['signInAccount', input.email],
		['signInNetwork', visitor.network]
	];
	await countTry(app, counted);
	const account = await accountByEmail(app.db, input.email);
	const fits = await passwordFits(account?.passwordHash, input.password);
	if (!account?.emailVerifiedAt || !fits) throw new Refusal('invalid', { '': 'accounts_error_sign_in' });
	if (account.suspendedAt) throw new Refusal('notAllowed', { '': 'accounts_error_suspended' });
	await forgiveTry(app, counted);
	const factorToken = await askForCode(app, account);
	if (factorToken) return { factorToken };
	const sessionId = await beginSession(app, account.id, visitor.userAgent);
	return { sessionId, purpose: account.purpose };
}

/** Ends this session. */
export async function signOut(app: App, actor: Actor | undefined): Promise<void> {
	if (actor) await app.db.delete(sessions).where(eq(sessions.idHash, actor.sessionHash));
}

/** Ends every session of the account, this one too. */
export async function signOutEverywhere(app: App, actor: Actor | undefined): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await sessionsOf(app).auth.invalidateUserSessions(actor.accountId);
}

/** Confirms the address of a sign-up and begins a session. @throws Refusal expired */
export async function verifyEmail(app: App, token: string, userAgent: string): Promise<SignedIn> {
	const account = await app.db.transaction(async (tx) => {
		const redeemed = await redeemToken(tx, token, 'verify', app.now());
		if (!redeemed) return undefined;
		const [row] = await tx
			.update(accounts)
			.set({ emailVerifiedAt: app.now(), version: sql`${accounts.version} + 1` })
			.where(
				and(
					eq(accounts.id, redeemed.accountId),
					eq(accounts.email, redeemed.email),
					isNull(accounts.suspendedAt)
				)
			)
			.returning({ id: accounts.id, purpose: accounts.purpose });
		return row;
	});
	if (!account) throw new Refusal('expired');
	return { sessionId: await beginSession(app, account.id, userAgent), purpose: account.purpose };
}

/** Mails a link to set a new password, if there is such an account. The answer is the same when there is none. */
export function requestReset(app: App, input: { email: string }, visitor: Visitor): Promise<void> {
	return steadily(async () => {
		await countTry(app, [
			['resetAccount', input.email],
			['resetNetwork', visitor.network]
		]);
		const account = await accountByEmail(app.db, input.email);
		if (!account || account.suspendedAt) return;
		await app.db.transaction(async (tx) => {
			const token = await issueToken(tx, account, 'reset', app.now());
			await sendMail(tx, resetLetter(account, visitor.origin, token));
		});
	});
}

/**
 * Sets a new password by a mailed link, ends all sessions and begins one here. The link proves the address as well.
 * @throws Refusal expired, or invalid with the password's problem (the link then still works)
 */
export async function reset(
	app: App,
	input: ResetInput,
	userAgent: string
): Promise<SignedIn | AskedForCode> {
	const info = await tokenInfo(app.db, input.token, app.now());
	if (info?.purpose !== 'reset') throw new Refusal('expired');
	const problem = passwordProblem(input.password, info.email);
	if (problem) throw new Refusal('invalid', { password: problem });
	const passwordHash = await hashPassword(input.password);
	const account = await app.db.transaction(async (tx) => {
		const redeemed = await redeemToken(tx, input.token, 'reset', app.now());
		const found = redeemed && (await accountById(tx, redeemed.accountId));
		if (!found || found.email !== redeemed.email || found.suspendedAt) return undefined;
		await setPassword(tx, found.id, passwordHash, found.emailVerifiedAt ?? app.now());
		await sendMail(tx, passwordChangedLetter(found));
		return found;
	});
	if (!account) throw new Refusal('expired');
	// Reading somebody's mail is no second factor.
	const factorToken = await askForCode(app, account);
	if (factorToken) return { factorToken };
	return { sessionId: await beginSession(app, account.id, userAgent), purpose: account.purpose };
}

/** Makes an account an operator: for the command line. @throws StartError when there is none with this address */
export async function makeOperator(app: App, email: string): Promise<void> {
	const account = await accountByEmail(app.db, email.trim());
	if (!account)
		throw new StartError('No account has this address: sign up with it first, then run this again.');
	await app.db
		.update(accounts)
		.set({ isOperator: true, version: sql`${accounts.version} + 1` })
		.where(eq(accounts.id, account.id));
}

/** Deletes sessions, links and counts that have ended. For a daily job. */
export async function clearEnded(app: App): Promise<void> {
	await sessionsOf(app).auth.deleteExpiredSessions();
	await clearTokens(app.db, app.now());
	await clearChallenges(app);
	await clearLimits(app);
}
