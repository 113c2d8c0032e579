import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import { checkDigit } from '#lib/organizations/credit-code.ts';
import { organizationSchema } from '#lib/organizations/schema.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { keptMails } from '#lib/server/mail/data.ts';
import { moveCase } from '#lib/server/moderation/cases.ts';
import { appealCase } from '#lib/server/moderation/appeals.ts';
import { fileReport } from '#lib/server/moderation/reports.ts';
import { cases } from '#lib/server/moderation/table.ts';
import { checkDue } from '#lib/server/organizations/due.ts';
import { createOrganization } from '#lib/server/organizations/service.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { employer, outcome, role } from '#lib/server/talents/testing.ts';

const { app, setTime } = clockedApp(await testDatabase());
const { db } = app;

test('an organization is reminded twice before its verification ends, and then is not verified', async () => {
	const at = await employer(db, 'due');
	await app.sql`update accounts set email_verified_at = now() where id = ${at.actor.accountId}`;
	await db.update(organizations).set({ verificationDue: '2026-12-20' }).where(eq(organizations.id, at.id));
	const listing = await role(db, at.id);
	const letters = async () => (await keptMails(app)).filter(({ to }) => to === at.actor.email).length;
	const stateOn = async (day: string) => {
		setTime(`${day}T04:00:00Z`);
		for (let i = 0; i < 2; i++) await checkDue(app);
		const [row] = await db.select().from(organizations).where(eq(organizations.id, at.id));
		return [row!.verification, await letters()];
	};
	expect(await stateOn('2026-12-05')).toEqual(['verified', 0]);
	expect(await stateOn('2026-12-06')).toEqual(['verified', 1]);
	expect(await stateOn('2026-12-19')).toEqual(['verified', 2]);
	expect(await stateOn('2026-12-20')).toEqual(['verified', 2]);
	await db.delete(searchOutbox);
	expect(await stateOn('2026-12-21')).toEqual(['pending', 2]);
	expect(await db.select().from(searchOutbox)).toMatchObject([{ documentId: listing }]);
});

test('the code of an organization that was decided against cannot be registered again, until an appeal is granted', async () => {
	setTime('2026-11-23T04:00:00Z');
	const first = '91320100MA1XYTEU7';
	const creditCode = first + checkDigit(first);
	const at = await employer(db, 'offender');
	await db.update(organizations).set({ creditCode }).where(eq(organizations.id, at.id));
	const operator = { ...(await person(app)), isOperator: true };
	await fileReport(app, undefined, { kind: 'organization', id: at.slug }, 'n');
	const caseNow = async () => (await db.select().from(cases).where(eq(cases.organizationId, at.id)))[0]!;
	const decide = async (step: 'upheld' | 'overturned') => {
		const { id, version } = await caseNow();
		await moveCase(app, operator, id, { step, version, words: '核实' });
	};
	await decide('upheld');
	// The organization may give its code up, but nobody takes it on.
	await db.update(organizations).set({ creditCode: null }).where(eq(organizations.id, at.id));
	const again = v.parse(organizationSchema, { nameZh: '换个名字', kind: 'company', creditCode });
	const somebody = { ...(await person(app)), emailVerified: true };
	expect(await outcome(createOrganization(app, somebody, again))).toBe('notAllowed creditCode');
	await appealCase(app, at.actor, (await caseNow()).id, '不服');
	await decide('overturned');
	expect(await outcome(createOrganization(app, somebody, again))).toBe('accepted');
});
