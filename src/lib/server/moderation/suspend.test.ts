import { and, eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import { signIn } from '#lib/server/accounts/service.ts';
import { actorOf, beginSession } from '#lib/server/accounts/session.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { auditLog } from '#lib/server/audit/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { mails } from '#lib/server/mail/table.ts';
import {
	accountForOperators,
	suspendedAccounts,
	liftSuspension,
	suspend
} from '#lib/server/moderation/suspend.ts';
import { erasures } from '#lib/server/privacy/table.ts';
import { clockedApp, index, person } from '#lib/server/searches/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { outcome, profile } from '#lib/server/talents/testing.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { talentView } from '#lib/server/talents/view.ts';

const { app } = clockedApp(await testDatabase());
const { db } = app;
beforeAll(() => loadSkills(db));

const password = 'suspend-Passwort-1';
const visitor = { locale: 'zh-CN', origin: '', network: '198.51.100.0/24', userAgent: '' } as const;
let count = 0;

/** Somebody with a public profile, signed in; an operator besides. */
async function people() {
	const email = `closed-${++count}@sample.example`;
	const values = { email, passwordHash: await hashPassword(password), purpose: 'work' } as const;
	const [row] = await db
		.insert(accounts)
		.values({ ...values, locale: 'zh-CN', emailVerifiedAt: app.now() })
		.returning();
	const session = await beginSession(app, row!.id, '');
	const actor = (await actorOf(app, session))!;
	const talentId = await saveProfile(
		app,
		actor,
		profile({ displayName: `公开${count}`, visibility: 'public' })
	);
	await index(app);
	const operator: Actor = { ...(await person(app)), isOperator: true };
	return { accountId: row!.id, email, session, talentId, operator };
}
const indexed = async (talentId: string) =>
	(await app.sql`select 1 from talent_documents where talent_id = ${talentId} and not removed`).length;

test('suspending ends every session, refuses the right password, and takes the profile out of sight and search', async () => {
	const { accountId, email, session, talentId, operator } = await people();
	expect(await indexed(talentId)).toBe(1);
	await suspend(app, operator, accountId, '冒用他人身份');
	expect(await actorOf(app, session)).toBeUndefined();
	expect(await outcome(signIn(app, { email, password }, visitor))).toBe('notAllowed');
	expect(await talentView(db, undefined, talentId)).toBeUndefined();
	await index(app);
	expect(await indexed(talentId)).toBe(0);
});

test('the person is told why by mail, and operators find who did what in the log', async () => {
	const { accountId, email, operator } = await people();
	await suspend(app, operator, accountId, '冒用他人身份');
	expect(await suspendedAccounts(app, operator)).toContainEqual({
		...{ id: accountId, email, reason: '冒用他人身份', suspendedAt: app.now() }
	});
	expect(await outcome(suspendedAccounts(app, { ...operator, isOperator: false }))).toBe('notFound');
	await liftSuspension(app, operator, accountId, '已核实本人');
	expect((await suspendedAccounts(app, operator)).filter(({ id }) => id === accountId)).toEqual([]);
	const letters = await db.select().from(mails).where(eq(mails.recipient, email));
	expect(letters.map(({ body }) => body)).toEqual([
		expect.stringContaining('理由：冒用他人身份'),
		expect.stringContaining('理由：已核实本人')
	]);
	const of = eq(auditLog.subject, `account:${accountId}`);
	const deeds = await db.select().from(auditLog).where(of).orderBy(auditLog.position);
	expect(deeds.map(({ act }) => act)).toEqual(['account.suspended', 'account.lifted']);
	expect((await accountForOperators(app, operator, accountId)).history).toMatchObject([
		{ reason: '冒用他人身份', liftReason: '已核实本人' }
	]);
});

test('lifting lets the person in again, with the profile as visible as before', async () => {
	const { accountId, email, talentId, operator } = await people();
	await suspend(app, operator, accountId, '核实中');
	await liftSuspension(app, operator, accountId, '已核实');
	expect(await signIn(app, { email, password }, visitor)).toHaveProperty('sessionId');
	expect(await talentView(db, undefined, talentId)).toBeDefined();
	await index(app);
	expect(await indexed(talentId)).toBe(1);
});

test('nobody suspends twice, themselves, or without having shown lately who they are', async () => {
	const { accountId, operator } = await people();
	const stale = { ...operator, recent: false };
	expect(await outcome(suspend(app, stale, accountId, '核实'))).toMatch(/^confirmFirst/);
	expect(await outcome(suspend(app, operator, operator.accountId, '核实'))).toMatch(/^notNow/);
	expect(await outcome(suspend(app, { ...operator, isOperator: false }, accountId, '核实'))).toMatch(
		/^notFound/
	);
	await suspend(app, operator, accountId, '核实');
	expect(await outcome(suspend(app, operator, accountId, '核实'))).toMatch(/^notNow/);
});

test('whoever has asked to be erased is not brought back by lifting', async () => {
	const { accountId, operator } = await people();
	await suspend(app, operator, accountId, '核实');
	await db.insert(erasures).values({ accountId, requestedAt: app.now() });
	expect(await outcome(liftSuspension(app, operator, accountId, '已核实'))).toMatch(/^notNow/);
	const still = and(eq(accounts.id, accountId), eq(accounts.suspendedAt, app.now()));
	expect(await db.$count(accounts, still)).toBe(1);
});
