// Who may look at the site as whom, for how long, and what the session is meanwhile and afterwards.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { fromBase32, newSecret } from '#lib/server/accounts/totp.ts';
import { actorOf, beginSession } from '#lib/server/accounts/session.ts';
import { accounts, secondFactors, sessions } from '#lib/server/accounts/table.ts';
import { lookedAt, recordSeen, startActing, stopActing } from '#lib/server/acting/service.ts';
import { actings } from '#lib/server/acting/table.ts';
import { auditLog } from '#lib/server/audit/table.ts';
import { pseudonymOf } from '#lib/server/audit/log.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { notices } from '#lib/server/notifications/table.ts';
import { clockedApp, person, start } from '#lib/server/searches/testing.ts';
import { outcome } from '#lib/server/talents/testing.ts';

const { app, wait, setTime } = clockedApp(await testDatabase());
const { db } = app;
const target = await person(app);
const { accountId: operatorId } = await person(app);
await db.update(accounts).set({ isOperator: true }).where(eq(accounts.id, operatorId));
const input = { reason: '页面打不开', code: null };
let session: string;
const now = async () => (await actorOf(app, session))!;
const begin = async (id = target.accountId) => startActing(app, await now(), id, input);

beforeEach(async () => {
	setTime(start.toISOString());
	await db.delete(actings);
	session = await beginSession(app, operatorId, '', app.now());
});

test('an operator’s session is the person’s for half an hour, without any right to change or confirm', async () => {
	expect(await now()).toMatchObject({ accountId: operatorId, isOperator: true });
	await begin();
	const seen = await now();
	expect(seen).toMatchObject({
		accountId: target.accountId,
		email: target.email,
		isOperator: false,
		recent: false
	});
	expect(seen.acting).toMatchObject({ operatorId });
	wait(29);
	expect((await now()).accountId).toBe(target.accountId);
	wait(2);
	expect(await now()).toMatchObject({ accountId: operatorId, isOperator: true });
	expect((await now()).acting).toBeUndefined();
});

test('only this session of the operator, and nobody’s own', async () => {
	await begin();
	const other = await beginSession(app, operatorId, '', app.now());
	expect((await actorOf(app, other))!.accountId).toBe(operatorId);
	const own = await beginSession(app, target.accountId, '', null);
	expect((await actorOf(app, own))!.acting).toBeUndefined();
});

test('the person is told with the reason, and it is logged under the operator’s pseudonym', async () => {
	await db.delete(notices);
	await begin();
	const told = await db.select().from(notices).where(eq(notices.accountId, target.accountId));
	expect(told).toMatchObject([{ kind: 'lookedAt', data: { reason: input.reason } }]);
	await recordSeen(app, await now(), 'page:/me');
	await stopActing(app, await now());
	const rows = (await db.select().from(auditLog).orderBy(auditLog.position)).slice(-3);
	expect(rows.map(({ act, subject }) => [act, subject])).toEqual([
		['acting.started', `account:${target.accountId}`],
		['acting.saw', 'page:/me'],
		['acting.stopped', `account:${target.accountId}`]
	]);
	expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([pseudonymOf(operatorId)]));
	expect(await lookedAt(app, target)).toMatchObject([{ reason: input.reason, until: app.now() }]);
	expect((await now()).accountId).toBe(operatorId);
	expect(await outcome(stopActing(app, await now()))).toBe('notFound');
});

test('nobody looks as an operator, as a closed account, as themselves, or out of another account', async () => {
	const peer = await person(app);
	await db.update(accounts).set({ isOperator: true }).where(eq(accounts.id, peer.accountId));
	expect(await outcome(begin(peer.accountId))).toBe('notNow');
	expect(await outcome(begin(operatorId))).toBe('notNow');
	expect(await outcome(begin('nobody'))).toBe('notFound');
	expect(await outcome(startActing(app, target, peer.accountId, input))).toBe('notFound');
	const closed = await person(app);
	await db.update(accounts).set({ suspendedAt: app.now() }).where(eq(accounts.id, closed.accountId));
	expect(await outcome(begin(closed.accountId))).toBe('notNow');
	await begin();
	expect(await outcome(begin(closed.accountId))).toBe('notFound');
});

test('it ends when the account is closed or becomes an operator’s, when the operator is none any more, and with the session', async () => {
	const own = eq(accounts.id, target.accountId);
	await begin();
	await db.update(accounts).set({ suspendedAt: app.now() }).where(own);
	expect((await now()).accountId).toBe(operatorId);
	await db.update(accounts).set({ suspendedAt: null, isOperator: true }).where(own);
	expect((await now()).accountId).toBe(operatorId);
	await db.update(accounts).set({ isOperator: false }).where(own);
	expect((await now()).accountId).toBe(target.accountId);
	await db.update(accounts).set({ isOperator: false }).where(eq(accounts.id, operatorId));
	expect(await now()).toMatchObject({ accountId: operatorId, isOperator: false });
	await db.update(accounts).set({ isOperator: true }).where(eq(accounts.id, operatorId));
	await db.delete(sessions).where(eq(sessions.accountId, operatorId));
	expect(await actorOf(app, session)).toBeUndefined();
	expect(await db.select().from(actings)).toMatchObject([{ sessionHash: null }]);
});

test('the second factor is asked for at that moment: a code of the app, or having just shown who one is', async () => {
	wait(6);
	expect(await outcome(begin())).toBe('confirmFirst');
	const secret = newSecret();
	expect(fromBase32(secret).length).toBeGreaterThan(10);
	await db.insert(secondFactors).values({ accountId: operatorId, secret, confirmedAt: app.now() });
	await db.update(sessions).set({ confirmedAt: app.now() });
	expect(await outcome(begin())).toMatch(/^invalid/);
	expect(
		await outcome(startActing(app, await now(), target.accountId, { ...input, code: '000000' }))
	).toMatch(/^invalid/);
	await db.delete(secondFactors);
});

test('the database keeps none that lasts longer than half an hour', async () => {
	const at = app.now();
	const row = {
		accountId: target.accountId,
		reason: 'x',
		startedAt: at,
		endsAt: new Date(at.getTime() + 31 * 60_000)
	};
	await expect(db.insert(actings).values(row)).rejects.toThrow();
	const nobody: Actor | undefined = undefined;
	expect(await outcome(lookedAt(app, nobody))).toBe('signInFirst');
});
