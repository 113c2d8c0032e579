import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import {
	beginFactor,
	confirmFactor,
	factorPage,
	removeFactor,
	renewRecovery,
	signInWithCode
} from '#lib/server/accounts/factor.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { reset, signIn } from '#lib/server/accounts/service.ts';
import { actorOf, beginSession } from '#lib/server/accounts/session.ts';
import { accounts, secondFactors } from '#lib/server/accounts/table.ts';
import { issueToken } from '#lib/server/accounts/token.ts';
import { codeAt, fromBase32, stepOf } from '#lib/server/accounts/totp.ts';
import { connect } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { parseEnvironment } from '#lib/server/environment.ts';
import { staysHere } from '#lib/server/loopback.ts';
import { mails } from '#lib/server/mail/table.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { clockedApp, start } from '#lib/server/searches/testing.ts';
import { employer, outcome } from '#lib/server/talents/testing.ts';

const connection = await testDatabase();
const { url } = connection;
const { app, wait, setTime } = clockedApp(connection);
const { db } = app;
const password = 'factor-Passwort-1';
const passwordHash = await hashPassword(password);
const visitor = { locale: 'en', origin: '', network: '198.51.100.0/24', userAgent: 'Firefox/1' } as const;

let people = 0;
async function person(more: Partial<typeof accounts.$inferInsert> = {}): Promise<Actor> {
	const email = `factor${++people}@people.example`;
	const values = { email, passwordHash, purpose: 'recruit', locale: 'en', emailVerifiedAt: start } as const;
	const [row] = await db
		.insert(accounts)
		.values({ ...values, ...more })
		.returning();
	return (await actorOf(app, await beginSession(app, row!.id, '')))!;
}

/** The code that the person's app shows now. */
async function codeOf({ accountId }: Actor): Promise<string> {
	const [row] = await db.select().from(secondFactors).where(eq(secondFactors.accountId, accountId));
	return codeAt(fromBase32(row!.secret), stepOf(app.now()));
}

/** Somebody with a second factor, and its recovery codes. */
async function secured(more: Partial<typeof accounts.$inferInsert> = {}) {
	const actor = await person(more);
	await beginFactor(app, actor, password);
	const codes = await confirmFactor(app, actor, await codeOf(actor));
	wait(1);
	return { actor, codes };
}

async function firstStep(actor: Actor): Promise<string> {
	const entered = await signIn(app, { email: actor.email, password }, visitor);
	if (!('factorToken' in entered)) throw new Error('no second step');
	return entered.factorToken;
}

describe('a second factor', () => {
	it('is asked for only once a first code was given, and signs other browsers out', async () => {
		const actor = await person();
		const elsewhere = await beginSession(app, actor.accountId, '');
		expect(await outcome(beginFactor(app, actor, 'wrong'))).toBe('invalid password');
		await beginFactor(app, actor, password);
		expect(await factorPage(app, actor)).toMatchObject({
			since: undefined,
			setUp: { uri: expect.stringContaining('otpauth://') }
		});
		expect(await signIn(app, { email: actor.email, password }, visitor)).toHaveProperty('sessionId');
		expect(await outcome(confirmFactor(app, actor, '000000'))).toBe('invalid code');
		expect(await confirmFactor(app, actor, await codeOf(actor))).toHaveLength(10);
		expect(await actorOf(app, elsewhere)).toBeUndefined();
		expect(await factorPage(app, actor)).toMatchObject({ since: app.now(), setUp: undefined, codesLeft: 10 });
	});

	it('stands between a right password and a session, and a code works once', async () => {
		const { actor } = await secured();
		const token = await firstStep(actor);
		expect(await outcome(signInWithCode(app, { token, code: '000000' }, ''))).toBe('invalid code');
		const code = await codeOf(actor);
		const { sessionId } = await signInWithCode(
			app,
			{ token, code: `${code.slice(0, 3)} ${code.slice(3)}` },
			''
		);
		expect(await actorOf(app, sessionId)).toMatchObject({ factor: 'passed' });
		expect(await outcome(signInWithCode(app, { token, code }, ''))).toBe('expired');
		const again = { token: await firstStep(actor), code };
		expect(await outcome(signInWithCode(app, again, ''))).toBe('invalid code');
	});

	it('is stood in for by each recovery code once', async () => {
		const { actor, codes } = await secured();
		const use = async (code: string) =>
			outcome(signInWithCode(app, { token: await firstStep(actor), code }, ''));
		expect(await use(codes[0]!.toUpperCase())).toBe('accepted');
		expect(await use(codes[0]!)).toBe('invalid code');
		const fresh = await renewRecovery(app, actor, codes[1]!);
		expect([await use(codes[2]!), await use(fresh[0]!)]).toEqual(['invalid code', 'accepted']);
		expect((await factorPage(app, actor)).codesLeft).toBe(9);
	});

	it('tells its owner by mail whenever it is added or taken away and codes are used up or renewed', async () => {
		const { actor, codes } = await secured();
		for (const code of codes.slice(0, 9)) {
			await signInWithCode(app, { token: await firstStep(actor), code }, '');
			wait(60);
		}
		await signInWithCode(app, { token: await firstStep(actor), code: codes[9]! }, '');
		wait(60);
		await renewRecovery(app, actor, await codeOf(actor));
		wait(60);
		await removeFactor(app, actor, { password, code: await codeOf(actor) });
		const letters = await db.select().from(mails).where(eq(mails.recipient, actor.email));
		const subjects = letters
			.sort((a, b) => Number(a.createdAt) - Number(b.createdAt))
			.map(({ subject }) => subject);
		expect(subjects).toEqual([
			'A second factor was added to your Pons account',
			...Array.from({ length: 9 }, () => 'A recovery code of your Pons account was used'),
			'All recovery codes of your Pons account are used up',
			'Your Pons account has new recovery codes',
			'A second factor was removed from your Pons account'
		]);
		expect(letters[0]!.body).toContain('https://pons.example/en/forgot');
	});

	it('cannot be guessed', async () => {
		const { actor } = await secured();
		const token = await firstStep(actor);
		const tries = [];
		for (let i = 0; i < 11; i++)
			tries.push(await outcome(signInWithCode(app, { token, code: '000000' }, '')));
		expect(tries.at(-1)).toBe('tooMany');
		expect(await outcome(signInWithCode(app, { token, code: await codeOf(actor) }, ''))).toBe('tooMany');
	});

	it('is not passed by reading somebody’s mail', async () => {
		const { actor } = await secured();
		const token = await db.transaction((tx) =>
			issueToken(tx, { id: actor.accountId, email: actor.email }, 'reset', app.now())
		);
		expect(await reset(app, { token, password: 'another-Passwort-2' }, '')).toHaveProperty('factorToken');
	});

	it('is taken away with password and code only', async () => {
		const { actor } = await secured();
		expect(await outcome(removeFactor(app, actor, { password, code: '000000' }))).toBe('invalid code');
		expect(await outcome(removeFactor(app, actor, { password: 'wrong', code: await codeOf(actor) }))).toBe(
			'invalid password'
		);
		await removeFactor(app, actor, { password, code: await codeOf(actor) });
		expect(await signIn(app, { email: actor.email, password }, visitor)).toHaveProperty('sessionId');
	});
});

describe('a second factor is required', () => {
	const stateOf = async ({ accountId }: Actor) =>
		(await actorOf(app, await beginSession(app, accountId, '')))!.factor;

	it('of operators at once, who cannot work as such before', async () => {
		const operator = await person({ isOperator: true });
		expect(operator).toMatchObject({ factor: 'due', isOperator: false });
		expect(await stateOf(await person())).toBe('open');
		const demo = await person({ isOperator: true, email: 'someone@sample.pons.example' });
		expect(demo).toMatchObject({ factor: 'due', isOperator: false });
	});

	it('not of the accounts of the demo on a site that stays on this machine', async () => {
		const demo = await person({ isOperator: true, email: 'operator@sample.pons.example' });
		const other = await person({ isOperator: true, email: 'operator@sample-pons.example' });
		const here = { ...app, ...connect(url, { max: 1 }), demoOpen: true };
		const stateHere = async ({ accountId }: Actor) =>
			(await actorOf(here, await beginSession(here, accountId, '')))!.factor;
		expect([await stateHere(demo), await stateHere(other)]).toEqual(['open', 'due']);
		await here.close();
		const sites = [
			{},
			{ HOST: '0.0.0.0' },
			{ ORIGIN: 'https://pons.example' },
			{ ORIGIN: 'http://localhost:3000', SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'pons@pons.example' }
		];
		expect(sites.map((site) => staysHere(parseEnvironment(site)))).toEqual([true, false, false, false]);
	});

	it('of owners a week after their organization was verified', async () => {
		setTime('2026-11-23T04:00:00Z');
		const at = await employer(db, 'factor-house');
		await db.update(organizations).set({ verifiedAt: app.now() }).where(eq(organizations.id, at.id));
		const [owner, editor] = [await person(), await person()];
		await db.insert(memberships).values([
			{ organizationId: at.id, accountId: owner.accountId, role: 'owner' },
			{ organizationId: at.id, accountId: editor.accountId, role: 'editor' }
		]);
		expect(await stateOf(owner)).toBe('open');
		setTime('2026-12-01T04:00:00Z');
		expect([await stateOf(owner), await stateOf(editor)]).toEqual(['due', 'open']);
	});
});
