import * as argon2 from '@node-rs/argon2';
import { desc, eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { signUpSchema } from '#lib/accounts/schema.ts';
import type { App } from '#lib/server/app.ts';
import {
	changePassword,
	confirmEmailChange,
	endDevice,
	requestEmailChange
} from '#lib/server/accounts/change.ts';
import { accountByEmail, devices } from '#lib/server/accounts/data.ts';
import { limits } from '#lib/server/accounts/limit.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import {
	clearEnded,
	makeOperator,
	requestReset,
	reset,
	signIn,
	signOut,
	signOutEverywhere,
	signUp,
	verifyEmail,
	type AskedForCode,
	type Visitor
} from '#lib/server/accounts/service.ts';
import { actorOf, type SignedIn } from '#lib/server/accounts/session.ts';
import { accounts, consents, rateLimits, sessions, tokens } from '#lib/server/accounts/table.ts';
import { tokenLife } from '#lib/server/accounts/token.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { mails } from '#lib/server/mail/table.ts';

// Test files share their modules: what hashes passwords is loaded again, with the spy.
vi.hoisted(() => vi.resetModules());
vi.mock('@node-rs/argon2', { spy: true });

const { db } = await testDatabase();
/** Moved forward by tests that wait. */
let ahead = 0;
const app = { db, now: () => new Date(Date.now() + ahead) } as App;
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const visitor: Visitor = {
	locale: 'zh-CN',
	origin: 'https://pons.example',
	network: '203.0.113.0/24',
	userAgent: firefox
};
const password = 'a good long password';

beforeEach(async () => {
	ahead = 0;
	await db.delete(rateLimits);
});

const wants = (email: string, more: object = {}) => ({
	email,
	password,
	purpose: 'work' as const,
	agreed: 'on' as const,
	age: 'on' as const,
	...more
});

async function lastMail(to: string) {
	const [mail] = await db
		.select()
		.from(mails)
		.where(eq(mails.recipient, to))
		.orderBy(desc(mails.createdAt))
		.limit(1);
	return mail;
}

async function mailedToken(to: string): Promise<string> {
	return /token=([\w-]{43})/.exec((await lastMail(to))?.body ?? '')?.[1] ?? 'no token was mailed';
}

/** The session of somebody without a second factor. */
function entered(answer: SignedIn | AskedForCode): SignedIn {
	if ('factorToken' in answer) throw new Error('A code was asked for.');
	return answer;
}

/** A confirmed account with a session. */
async function member(email: string) {
	await signUp(app, wants(email), visitor);
	const { sessionId } = await verifyEmail(app, await mailedToken(email), firefox);
	return { sessionId, actor: (await actorOf(app, sessionId))! };
}

test('who signs up confirms the address by a mailed link and is signed in, with every consent recorded', async () => {
	await signUp(app, wants('lin@example.org', { purpose: 'teach' }), visitor);
	const signedIn = await verifyEmail(app, await mailedToken('lin@example.org'), firefox);
	expect(signedIn.purpose).toBe('teach');
	const actor = await actorOf(app, signedIn.sessionId);
	expect(actor).toMatchObject({
		email: 'lin@example.org',
		emailVerified: true,
		isOperator: false,
		purpose: 'teach'
	});
	const given = await db.select().from(consents).where(eq(consents.accountId, actor!.accountId));
	expect(given.map(({ purpose }) => purpose).sort()).toEqual(['age16', 'privacy', 'terms']);
});

test('a sign-up without consent, age or a purpose names each of them', () => {
	const { issues } = v.safeParse(signUpSchema, { email: 'lin@example.org', password: 'woaini1314' });
	const named = Object.fromEntries(issues!.map((issue) => [v.getDotPath(issue), issue.message]));
	expect(named).toEqual({
		password: 'accounts_error_password_common',
		purpose: 'accounts_error_purpose',
		agreed: 'accounts_error_agreed',
		age: 'accounts_error_age'
	});
	const own = v.safeParse(
		signUpSchema,
		wants('lin.xiaoyu@example.org', { password: 'lin.xiaoyu@example.org' })
	);
	expect(own.issues?.map((issue) => issue.message)).toEqual(['accounts_error_password_email']);
});

test('mails are in the language of their reader', async () => {
	await signUp(app, wants('smith@example.org'), { ...visitor, locale: 'en' });
	const mail = await lastMail('smith@example.org');
	expect(mail?.subject).toBe('Confirm your e-mail address at Pons');
	expect(mail?.body).toContain('https://pons.example/en/verify?token=');
});

test('an unconfirmed address cannot sign in, and the answer is that of a wrong password and an unknown address', async () => {
	await signUp(app, wants('wait@example.org'), visitor);
	await member('known@example.org');
	const answer = (input: { email: string; password: string }) =>
		signIn(app, input, visitor).catch((error) => error);
	const [unconfirmed, wrong, unknown] = [
		await answer({ email: 'wait@example.org', password }),
		await answer({ email: 'known@example.org', password: 'not the password' }),
		await answer({ email: 'nobody@example.org', password })
	];
	expect(unconfirmed).toMatchObject({ reason: 'invalid', fields: { '': 'accounts_error_sign_in' } });
	expect(wrong).toEqual(unconfirmed);
	expect(unknown).toEqual(unconfirmed);
});

test('an unknown address costs a sign-in the same check of a password as a known one', async () => {
	await member('cost@example.org');
	const checks = async (email: string) => {
		vi.mocked(argon2.verify).mockClear();
		await signIn(app, { email, password: 'not the password' }, visitor).catch(() => {});
		return vi.mocked(argon2.verify).mock.calls.map(([hash]) => String(hash).split('$').slice(0, 4).join('$'));
	};
	const known = await checks('cost@example.org');
	expect(known).toEqual(['$argon2id$v=19$m=19456,t=2,p=1']);
	expect(await checks('nobody@example.org')).toEqual(known);
});

test('signing up with a known address changes nothing, costs the same and tells only its owner', async () => {
	await member('owner@example.org');
	const before = await accountByEmail(db, 'owner@example.org');
	vi.mocked(argon2.hash).mockClear();
	const answer = await signUp(app, wants('Owner@Example.org', { password: 'another password' }), visitor);
	expect(answer).toBe(await signUp(app, wants('fresh@example.org'), visitor));
	expect(vi.mocked(argon2.hash)).toHaveBeenCalledTimes(2);
	expect(await accountByEmail(db, 'owner@example.org')).toEqual(before);
	const mail = await lastMail('owner@example.org');
	expect(mail?.subject).toBe('你在脑桥已有账号');
	expect(mail?.body).not.toContain('token=');
});

test('nobody lays a password under an address: of two sign-ups only the last can be confirmed', async () => {
	await signUp(app, wants('prey@example.org', { password: 'password of a thief' }), visitor);
	const early = await mailedToken('prey@example.org');
	await signUp(app, wants('prey@example.org'), visitor);
	await expect(verifyEmail(app, early, firefox)).rejects.toMatchObject({ reason: 'expired' });
	await verifyEmail(app, await mailedToken('prey@example.org'), firefox);
	const thief = { email: 'prey@example.org', password: 'password of a thief' };
	await expect(signIn(app, thief, visitor)).rejects.toMatchObject({ reason: 'invalid' });
	expect(await signIn(app, { email: 'PREY@example.org', password }, visitor)).toMatchObject({
		purpose: 'work'
	});
});

test('of two sign-ups at the same moment one account comes out', async () => {
	await Promise.all([
		signUp(app, wants('twin@example.org'), visitor),
		signUp(app, wants('Twin@example.org'), visitor)
	]);
	const rows = await db.select({ email: accounts.email }).from(accounts);
	expect(rows.filter(({ email }) => email.toLowerCase() === 'twin@example.org')).toHaveLength(1);
});

test('a mailed link works once, in its time, for its purpose, and the table knows only its hash', async () => {
	await signUp(app, wants('once@example.org'), visitor);
	const token = await mailedToken('once@example.org');
	const stored = await db.select().from(tokens);
	expect(stored.map(({ hash }) => hash)).toContain(hashSecret(token));
	expect(JSON.stringify(stored)).not.toContain(token);
	await expect(reset(app, { token, password }, firefox)).rejects.toMatchObject({ reason: 'expired' });
	ahead = tokenLife.verify + 1000;
	await expect(verifyEmail(app, token, firefox)).rejects.toMatchObject({ reason: 'expired' });
	ahead = 0;
	const both = await Promise.allSettled([verifyEmail(app, token, firefox), verifyEmail(app, token, firefox)]);
	expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a reset sets the password, ends every session and confirms the address', async () => {
	const { sessionId } = await member('forgot@example.org');
	await requestReset(app, { email: 'FORGOT@example.org' }, visitor);
	const token = await mailedToken('forgot@example.org');
	const common = reset(app, { token, password: 'forgot@example.org' }, firefox);
	await expect(common).rejects.toMatchObject({ fields: { password: 'accounts_error_password_email' } });
	const again = entered(await reset(app, { token, password: 'the new long password' }, firefox));
	expect(await actorOf(app, sessionId)).toBeUndefined();
	expect(await actorOf(app, again.sessionId)).toMatchObject({
		email: 'forgot@example.org',
		emailVerified: true
	});
	await expect(signIn(app, { email: 'forgot@example.org', password }, visitor)).rejects.toMatchObject({
		reason: 'invalid'
	});
	await expect(reset(app, { token, password }, firefox)).rejects.toMatchObject({ reason: 'expired' });
});

test('asking for a reset of an unknown address answers alike and mails nobody', async () => {
	await member('alike@example.org');
	const count = async () => (await db.select().from(mails)).length;
	const before = await count();
	const answer = await requestReset(app, { email: 'nobody@example.org' }, visitor);
	expect(await count()).toBe(before);
	expect(await requestReset(app, { email: 'alike@example.org' }, visitor)).toBe(answer);
	expect(await count()).toBe(before + 1);
});

test('guessing is stopped for an address, known or not, and the right password is not counted', async () => {
	await member('guess@example.org');
	for (const email of ['guess@example.org', 'nobody@example.org']) {
		const guess = () =>
			signIn(app, { email, password: 'wrong password' }, visitor).catch((error) => error.reason);
		for (let i = 0; i < limits.signInHere.hits; i++) expect(await guess()).toBe('invalid');
		expect(await guess()).toBe('tooMany');
	}
	const right = { email: 'guess@example.org', password };
	await expect(signIn(app, right, visitor)).rejects.toMatchObject({ reason: 'tooMany' });
	// Whoever guesses from elsewhere does not lock the owner out.
	const elsewhere = { ...visitor, network: '198.51.100.0/24' };
	for (let i = 0; i <= limits.signInHere.hits; i++) {
		expect(await signIn(app, right, elsewhere)).toMatchObject({ purpose: 'work' });
	}
});

test('a network that tries many addresses is stopped', async () => {
	await db
		.insert(accounts)
		.values({ email: 'x@example.org', passwordHash: '-', purpose: 'work', locale: 'en' });
	const ask = (i: number) =>
		requestReset(app, { email: `nobody${i}@example.org` }, visitor).then(
			() => 'answered',
			(error) => error.reason
		);
	const answers = await Promise.all(Array.from({ length: limits.resetNetwork.hits + 1 }, (_, i) => ask(i)));
	expect(answers.filter((answer) => answer === 'tooMany')).toHaveLength(1);
});

test('a suspended account has no session and cannot begin one', async () => {
	const { sessionId, actor } = await member('suspended@example.org');
	await db.update(accounts).set({ suspendedAt: new Date() }).where(eq(accounts.id, actor.accountId));
	expect(await actorOf(app, sessionId)).toBeUndefined();
	const answer = signIn(app, { email: 'suspended@example.org', password }, visitor);
	await expect(answer).rejects.toMatchObject({ reason: 'notAllowed' });
	const guess = signIn(app, { email: 'suspended@example.org', password: 'wrong password' }, visitor);
	await expect(guess).rejects.toMatchObject({ reason: 'invalid' });
});

test('a person sees the own devices and ends one of them, never anybody else’s', async () => {
	const { actor } = await member('devices@example.org');
	const { actor: stranger } = await member('stranger@example.org');
	const phone =
		'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1';
	const second = entered(
		await signIn(app, { email: 'devices@example.org', password }, { ...visitor, userAgent: phone })
	);
	const listed = await devices(db, actor.accountId, app.now());
	expect(listed.map(({ name }) => name).sort()).toEqual(['Firefox · Windows', 'Safari · iPhone']);
	const other = listed.find(({ id }) => id !== actor.sessionHash)!;
	await expect(endDevice(app, stranger, other.id)).rejects.toMatchObject({ reason: 'notFound' });
	await endDevice(app, actor, other.id);
	expect(await actorOf(app, second.sessionId)).toBeUndefined();
	expect(await devices(db, actor.accountId, app.now())).toHaveLength(1);
});

test('signing out ends this session, signing out everywhere ends all', async () => {
	const { sessionId, actor } = await member('out@example.org');
	const others = [];
	for (let i = 0; i < 3; i++)
		others.push(entered(await signIn(app, { email: 'out@example.org', password }, visitor)).sessionId);
	await signOut(app, actor);
	expect(await actorOf(app, sessionId)).toBeUndefined();
	expect(await actorOf(app, others[0]!)).toBeDefined();
	await signOutEverywhere(app, (await actorOf(app, others[0]!))!);
	for (const id of others) expect(await actorOf(app, id)).toBeUndefined();
});

test('a new password needs the present one, ends all sessions and leaves this browser signed in', async () => {
	const { sessionId, actor } = await member('change@example.org');
	const wrong = changePassword(
		app,
		actor,
		{ password: 'wrong password', newPassword: 'another long one' },
		firefox
	);
	await expect(wrong).rejects.toMatchObject({ fields: { password: 'accounts_error_password_wrong' } });
	const kept = await changePassword(app, actor, { password, newPassword: 'another long one' }, firefox);
	expect(await actorOf(app, sessionId)).toBeUndefined();
	expect(await actorOf(app, kept)).toMatchObject({ accountId: actor.accountId });
	expect(await db.select().from(sessions).where(eq(sessions.accountId, actor.accountId))).toHaveLength(1);
	expect((await lastMail('change@example.org'))?.subject).toBe('你在脑桥的密码已更换');
});

test('an address changes only when the new one confirms it, and the old one is told', async () => {
	const { sessionId, actor } = await member('old@example.org');
	await requestEmailChange(app, actor, { email: 'new@example.org', password }, visitor);
	expect((await actorOf(app, sessionId))?.email).toBe('old@example.org');
	const token = await mailedToken('new@example.org');
	await confirmEmailChange(app, token);
	expect((await actorOf(app, sessionId))?.email).toBe('new@example.org');
	expect((await lastMail('old@example.org'))?.subject).toBe('你在脑桥的邮箱已更换');
	await expect(confirmEmailChange(app, token)).rejects.toMatchObject({ reason: 'expired' });
});

test('an address that is taken is not given away, neither at once nor later', async () => {
	const { actor } = await member('wants@example.org');
	await member('taken@example.org');
	await requestEmailChange(app, actor, { email: 'Taken@example.org', password }, visitor);
	expect((await lastMail('taken@example.org'))?.body).not.toContain('token=');
	await requestEmailChange(app, actor, { email: 'later@example.org', password }, visitor);
	const token = await mailedToken('later@example.org');
	await member('LATER@example.org');
	await expect(confirmEmailChange(app, token)).rejects.toMatchObject({ reason: 'expired' });
	expect((await accountByEmail(db, 'wants@example.org'))?.id).toBe(actor.accountId);
});

test('the command line makes an operator of an account that exists, who must first have a second factor', async () => {
	const { sessionId } = await member('boss@example.org');
	await makeOperator(app, 'Boss@example.org');
	expect(await actorOf(app, sessionId)).toMatchObject({ factor: 'due', isOperator: false });
	await db.update(sessions).set({ factorAt: app.now() });
	expect(await actorOf(app, sessionId)).toMatchObject({ factor: 'passed', isOperator: true });
	await expect(makeOperator(app, 'nobody@example.org')).rejects.toThrow('sign up');
});

test('what has ended is cleared, what has not stays', async () => {
	const { sessionId } = await member('clear@example.org');
	await requestReset(app, { email: 'clear@example.org' }, visitor);
	await clearEnded(app);
	expect(await actorOf(app, sessionId)).toBeDefined();
	expect((await db.select().from(tokens)).length).toBeGreaterThan(0);
	ahead = 40 * 24 * 3_600_000;
	await clearEnded(app);
	for (const table of [sessions, tokens, rateLimits]) expect(await db.select().from(table)).toEqual([]);
});
