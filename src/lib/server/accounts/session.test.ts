import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import { actorOf, beginSession, dropSession, keepSession, readActor } from '#lib/server/accounts/session.ts';
import { accounts, sessions } from '#lib/server/accounts/table.ts';
import { connect } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';

const { db, url } = await testDatabase();
const app = { db, now: () => new Date() } as App;
const [account] = await db
	.insert(accounts)
	.values({
		email: 'lin@example.org',
		passwordHash: '-',
		purpose: 'work',
		locale: 'zh-CN',
		emailVerifiedAt: new Date()
	})
	.returning();
const day = 24 * 3_600_000;
const daysFromNow = (days: number) => new Date(Date.now() + days * day);

/** A request with a cookie jar that remembers with which options each cookie was set. */
function visit(address: string, given: Record<string, string> = {}) {
	const jar = new Map(Object.entries(given));
	const options = new Map<string, object>();
	return {
		url: new URL(address),
		jar,
		options,
		cookies: {
			get: (name: string) => jar.get(name),
			set: (name: string, value: string, how: object) => void (jar.set(name, value), options.set(name, how)),
			delete: (name: string) => void jar.delete(name)
		}
	};
}

/** A session whose row is as if it had been used in the past. */
async function agedSession(row: Partial<typeof sessions.$inferInsert>) {
	const id = await beginSession(app, account!.id, '');
	await db
		.update(sessions)
		.set(row)
		.where(eq(sessions.idHash, hashSecret(id)));
	const read = async () =>
		(
			await db
				.select()
				.from(sessions)
				.where(eq(sessions.idHash, hashSecret(id)))
		)[0];
	return { id, read };
}

const days = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / day);

test('the table holds the hash of a session id and never the id', async () => {
	const id = await beginSession(app, account!.id, '');
	const rows = await db.select().from(sessions);
	expect(rows.map(({ idHash }) => idHash)).toContain(hashSecret(id));
	expect(JSON.stringify(rows)).not.toContain(id);
	expect(await actorOf(app, hashSecret(id))).toBeUndefined();
	expect((await actorOf(app, id))?.sessionHash).toBe(hashSecret(id));
});

test('on https the cookie is bound to its host and to https, on http it is not; scripts never read it', async () => {
	const id = await beginSession(app, account!.id, '');
	const secure = visit('https://pons.example/me');
	keepSession(secure, id);
	const shared = { path: '/', httpOnly: true, sameSite: 'lax' };
	expect(secure.options.get('__Host-pons')).toMatchObject({ ...shared, secure: true });
	expect(await readActor(app, secure)).toMatchObject({ accountId: account!.id });
	const plain = visit('http://localhost:3000/me');
	keepSession(plain, id);
	expect(plain.options.get('pons')).toMatchObject({ ...shared, secure: false });
	expect(await readActor(app, plain)).toMatchObject({ accountId: account!.id });
	dropSession(plain);
	expect(plain.jar.size).toBe(0);
});

test('a request without a cookie, or with one that is no session id, asks the database nothing', async () => {
	const closed = connect(url);
	await closed.close();
	const unreachable = { ...app, db: closed.db };
	expect(await readActor(unreachable, visit('http://localhost/'))).toBeUndefined();
	const odd = visit('http://localhost/', { pons: "' or 1=1 --" });
	expect(await readActor(unreachable, odd)).toBeUndefined();
	expect(odd.jar.size).toBe(0);
	await expect(
		readActor(unreachable, visit('http://localhost/', { pons: 'a'.repeat(40) }))
	).rejects.toThrow();
});

test('a session that nobody used for 30 days has ended', async () => {
	const { id } = await agedSession({
		expiresAt: daysFromNow(-0.001),
		lastSeenAt: daysFromNow(-30),
		createdAt: daysFromNow(-40)
	});
	const stale = visit('http://localhost/', { pons: id });
	expect(await readActor(app, stale)).toBeUndefined();
	expect(stale.jar.size).toBe(0);
});

test('a used session is moved on for 30 days, once a day', async () => {
	const { id, read } = await agedSession({
		expiresAt: daysFromNow(27),
		lastSeenAt: daysFromNow(-3),
		createdAt: daysFromNow(-3)
	});
	expect(await actorOf(app, id)).toBeDefined();
	const renewed = (await read())!;
	expect(days(new Date(), renewed.expiresAt)).toBe(30);
	expect(days(renewed.lastSeenAt, new Date())).toBe(0);
	expect(await actorOf(app, id)).toBeDefined();
	expect(await read()).toEqual(renewed);
});

test('a session ends 90 days after it began, however it is used, and is still written once a day at most', async () => {
	const { id, read } = await agedSession({
		expiresAt: daysFromNow(8),
		lastSeenAt: daysFromNow(-2),
		createdAt: daysFromNow(-80)
	});
	expect(await actorOf(app, id)).toBeDefined();
	const renewed = (await read())!;
	expect(days(renewed.createdAt, renewed.expiresAt)).toBe(90);
	expect(await actorOf(app, id)).toBeDefined();
	expect(await read()).toEqual(renewed);
});
