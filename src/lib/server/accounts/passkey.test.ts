import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { authenticator } from '#lib/server/accounts/authenticator.ts';
import { confirmByPasskey, confirmByPassword } from '#lib/server/accounts/confirm.ts';
import { addPasskey, factorPage, removePasskey, signInWithCode } from '#lib/server/accounts/factor.ts';
import { passkeyOptions, signInWithPasskey } from '#lib/server/accounts/passkey.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { signIn } from '#lib/server/accounts/service.ts';
import { actorOf, beginSession } from '#lib/server/accounts/session.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { requestExport } from '#lib/server/privacy/export.ts';
import { clockedApp, start } from '#lib/server/searches/testing.ts';
import { outcome } from '#lib/server/talents/testing.ts';

const { app, wait } = clockedApp(await testDatabase());
const origin = 'https://pons.example';
const site = { origin, network: '198.51.100.0/24', userAgent: 'Firefox/1', locale: 'en' } as const;
const password = 'passkey-Passwort-1';
const passwordHash = await hashPassword(password);

let people = 0;
async function person(): Promise<Actor & { sessionId: string }> {
	const email = `passkey${++people}@people.example`;
	const values = { email, passwordHash, purpose: 'recruit', locale: 'en', emailVerifiedAt: start } as const;
	const [row] = await app.db.insert(accounts).values(values).returning();
	const sessionId = await beginSession(app, row!.id, '');
	return { ...(await actorOf(app, sessionId))!, sessionId };
}

/** Somebody with a passkey, the authenticator that holds it, and the recovery codes. */
async function keyed() {
	const actor = await person();
	const device = authenticator({ origin });
	const response = device.add(await passkeyOptions(app, actor, 'add', site));
	const codes = await addPasskey(app, actor, { response, name: '办公室' }, site);
	return { actor, device, codes };
}

const challenge = (actor?: Actor) => passkeyOptions(app, actor, actor ? 'confirm' : 'enter', site);
const enter = (response: unknown) => outcome(signInWithPasskey(app, response, site));

describe('a passkey', () => {
	it('signs in alone, as both factors at once, and says when it was used', async () => {
		const { actor, device } = await keyed();
		expect((await factorPage(app, actor)).passkeys).toMatchObject([{ name: '办公室', lastUsedAt: null }]);
		const { sessionId } = await signInWithPasskey(app, device.use(await challenge()), site);
		expect(await actorOf(app, sessionId)).toMatchObject({
			...{ accountId: actor.accountId, factor: 'passed', recent: true }
		});
		expect((await factorPage(app, actor)).passkeys).toMatchObject([{ lastUsedAt: app.now() }]);
	});

	it('is a second factor: other browsers are signed out, and the password alone no longer signs in', async () => {
		const actor = await person();
		const elsewhere = await beginSession(app, actor.accountId, '');
		const device = authenticator({ origin });
		const response = device.add(await passkeyOptions(app, actor, 'add', site));
		const codes = await addPasskey(app, actor, { response, name: null }, site);
		expect(codes).toHaveLength(10);
		expect(await actorOf(app, elsewhere)).toBeUndefined();
		expect(await actorOf(app, actor.sessionId)).toMatchObject({ factor: 'passed' });
		const entered = await signIn(app, { email: actor.email, password }, site);
		if (!('factorToken' in entered)) throw new Error('no second step');
		const code = { token: entered.factorToken, code: codes[0]! };
		expect(await outcome(signInWithCode(app, code, ''))).toBe('accepted');
	});

	it('may have companions, which bring no new recovery codes', async () => {
		const { actor } = await keyed();
		const response = authenticator({ origin }).add(await passkeyOptions(app, actor, 'add', site));
		expect(await addPasskey(app, actor, { response, name: null }, site)).toEqual([]);
		expect((await factorPage(app, actor)).passkeys).toHaveLength(2);
	});

	it('answers a challenge once, in time, and only for what it was given out', async () => {
		const { actor, device } = await keyed();
		const answer = device.use(await challenge());
		expect([await enter(answer), await enter(answer)]).toEqual(['accepted', 'invalid']);
		const late = device.use(await challenge());
		const forConfirming = device.use(await challenge(actor));
		expect(await enter(forConfirming)).toBe('invalid');
		wait(6);
		expect(await enter(late)).toBe('invalid');
		expect(await enter(device.use({ challenge: 'bm9ib2R5LWFza2Vk' }))).toBe('invalid');
		expect(await enter({ id: device.id })).toBe('invalid');
	});

	it('counts only from this site, unlocked, and with its own signature', async () => {
		const actor = await person();
		const made = async (device: ReturnType<typeof authenticator>) =>
			outcome(
				addPasskey(
					app,
					actor,
					{ response: device.add(await passkeyOptions(app, actor, 'add', site)), name: null },
					site
				)
			);
		expect(await made(authenticator({ origin: 'https://pons.example.evil.example' }))).toBe('invalid');
		expect(await made(authenticator({ origin, unlocks: false }))).toBe('invalid');
		const { device } = await keyed();
		const stranger = authenticator({ origin });
		const forged = { ...stranger.use(await challenge()), id: device.id, rawId: device.id };
		expect(await enter(forged)).toBe('invalid');
	});

	it('is added and removed only by its owner, who has just shown who they are', async () => {
		const { actor, device } = await keyed();
		const other = await person();
		const stale = { ...actor, recent: false };
		expect(await outcome(passkeyOptions(app, stale, 'add', site))).toBe('confirmFirst');
		expect(await outcome(removePasskey(app, stale, device.id))).toBe('confirmFirst');
		expect(await outcome(removePasskey(app, other, device.id))).toBe('notFound');
		const forOther = device.add(await passkeyOptions(app, other, 'add', site));
		expect(await outcome(addPasskey(app, actor, { response: forOther, name: null }, site))).toBe('invalid');
		await removePasskey(app, actor, device.id);
		expect(await enter(device.use(await challenge()))).toBe('invalid');
		expect(await signIn(app, { email: actor.email, password }, site)).toHaveProperty('sessionId');
		expect((await factorPage(app, actor)).codesLeft).toBe(0);
	});

	it('does not let a suspended account in', async () => {
		const { actor, device } = await keyed();
		await app.db.update(accounts).set({ suspendedAt: start }).where(eq(accounts.id, actor.accountId));
		expect(await enter(device.use(await challenge()))).toBe('notAllowed');
	});
});

describe('what is sensitive', () => {
	it('asks again a quarter of an hour after signing in, and again after that', async () => {
		const { sessionId, accountId } = await person();
		const now = async () => (await actorOf(app, sessionId))!;
		expect(await outcome(requestExport(app, await now()))).toBe('accepted');
		wait(16);
		expect(await outcome(requestExport(app, await now()))).toBe('confirmFirst');
		expect(await outcome(confirmByPassword(app, await now(), { password: 'wrong' }))).toBe(
			'invalid password'
		);
		await confirmByPassword(app, await now(), { password });
		expect(await now()).toMatchObject({ accountId, recent: true });
		wait(16);
		expect((await now()).recent).toBe(false);
	});

	it('needs a code besides the password, or a passkey, where the account has a second factor', async () => {
		const { actor, device, codes } = await keyed();
		expect(await outcome(confirmByPassword(app, actor, { password }))).toBe('invalid code');
		expect(await outcome(confirmByPassword(app, actor, { password, code: codes[0]! }))).toBe('accepted');
		const response = device.use(await challenge(actor));
		expect(await outcome(confirmByPasskey(app, actor, response, site))).toBe('accepted');
		const { actor: other } = await keyed();
		const notMine = device.use(await challenge(other));
		expect(await outcome(confirmByPasskey(app, other, notMine, site))).toBe('invalid');
	});
});
