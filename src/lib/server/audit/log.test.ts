import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { findAnything } from '#lib/server/audit/find.ts';
import { auditCsv, auditPage, brokenAt, record } from '#lib/server/audit/log.ts';
import { auditLog, operatorSearches } from '#lib/server/audit/table.ts';
import { sqlState } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { employer, outcome, role } from '#lib/server/talents/testing.ts';

const { app } = clockedApp(await testDatabase());
const { db } = app;
const refused = (attempt: Promise<unknown>) => attempt.then(() => 'accepted', sqlState);

test('the log of operators is numbered without gaps and chained, also when many write at once', async () => {
	const somebody = await person(app);
	await Promise.all(
		Array.from({ length: 12 }, (_, i) =>
			db
				.transaction(async (tx) => {
					await record(app, tx, somebody, { act: 'case.upheld', subject: `case:${i}`, reason: '收费' });
					if (i % 4 === 3) throw new Error('undone');
				})
				.catch(() => {})
		)
	);
	const rows = await db.select().from(auditLog).orderBy(auditLog.position);
	expect(rows.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
	expect(new Set(rows.map(({ hash }) => hash)).size).toBe(9);
	expect(await brokenAt(db)).toBeUndefined();
	expect(JSON.stringify(rows)).not.toContain(somebody.accountId);
	expect(JSON.stringify(rows)).not.toContain('收费');
});

test('no row can be changed or removed', async () => {
	const first = eq(auditLog.position, 1);
	expect(await refused(db.update(auditLog).set({ act: 'case.dismissed' }).where(first))).toBe('23001');
	expect(await refused(db.delete(auditLog).where(first))).toBe('23001');
	expect(await refused(db.execute('truncate audit_log'))).toBe('23001');
});

test('whoever gets past the triggers is found by the chain', async () => {
	const tamper = async (change: string) => {
		await app.sql.begin(async (tx) => {
			await tx.unsafe(
				`alter table audit_log disable trigger user; ${change}; alter table audit_log enable trigger user`
			);
		});
	};
	await tamper(`update audit_log set act = 'case.dismissed' where position = 4`);
	expect(await brokenAt(db)).toBe(4);
	await tamper(
		`update audit_log set act = 'case.upheld' where position = 4; delete from audit_log where position = 2`
	);
	expect(await brokenAt(db)).toBe(3);
});

test('only operators read it', async () => {
	const somebody = await person(app);
	expect(await outcome(auditPage(app, somebody))).toBe('notFound');
	expect(await outcome(auditCsv(app, undefined))).toBe('notFound');
	const operator = { ...somebody, isOperator: true };
	expect((await auditPage(app, operator)).total).toBe(8);
	expect((await auditCsv(app, operator)).split('\r\n')).toHaveLength(10);
});

test('operators find by anything that names one, and each search is recorded with its reason', async () => {
	const at = await employer(db, 'findable');
	const listing = await role(db, at.id);
	const somebody = await person(app);
	const operator = { ...somebody, isOperator: true };
	const input = (words: string) => ({ words, reason: '核实举报' });
	expect(await outcome(findAnything(app, somebody, input('findable')))).toBe('notFound');
	expect(await db.$count(operatorSearches)).toBe(0);
	expect((await findAnything(app, operator, input('FINDABLE'))).organizations).toMatchObject([
		{ slug: 'findable' }
	]);
	expect((await findAnything(app, operator, input(listing))).listings).toMatchObject([{ id: listing }]);
	const { accounts } = await findAnything(app, operator, input(somebody.email.toUpperCase()));
	expect(accounts).toMatchObject([{ email: somebody.email, suspended: false, talentId: null }]);
	expect(await db.select().from(operatorSearches)).toMatchObject([
		{ reason: '核实举报' },
		{ reason: '核实举报' },
		{ reason: '核实举报' }
	]);
	expect((await auditPage(app, operator)).rows.slice(0, 3).map(({ act }) => act)).toEqual([
		'searched',
		'searched',
		'searched'
	]);
	expect(await auditCsv(app, operator)).not.toContain(somebody.email);
});
