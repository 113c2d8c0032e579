import { beforeAll, expect, it } from 'vitest';
import { moveAsSide, writeAgreement } from '#lib/server/agreements/service.ts';
import type { App } from '#lib/server/app.ts';
import { apply } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { stateInternship } from '#lib/server/internships/statement.ts';
import { answer, intern, jointBase, terms } from '#lib/server/internships/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, role, talent, testApp, testNow } from '#lib/server/talents/testing.ts';
import { needsOf } from '#lib/server/talents/today.ts';

const { db } = await testDatabase();
let second = 0;
const app = {
	...testApp(db),
	now: () => new Date(testNow.getTime() + 1000 * second++),
	environment: { host: 'localhost', port: 3000 }
} as App;
beforeAll(() => loadSkills(db));

type One = Awaited<ReturnType<typeof talent>>;
const needs = async ({ id, actor }: One) =>
	(await needsOf(db, { talentId: id, accountId: actor.accountId }, app.now())).map(({ need }) => need);

it('leads somebody with a place through what the start of an internship waits for', async () => {
	const joint = await jointBase(app);
	const one = await intern(app, joint, null);
	expect(await needs(one)).toEqual([]);
	await answer(app, joint, 'admitted', [one.application]);
	expect(await needs(one)).toEqual(['offer', 'statement']);
	const statement = { fullName: '陈知行', age: 'adult', study: 'other', school: joint.school.slug } as const;
	await stateInternship(app, one.actor, one.application, statement);
	expect(await needs(one)).toEqual(['offer']);
	const { host } = joint;
	await writeAgreement(app, host.actor, host.slug, one.application, terms);
	await moveAsSide(app, host.actor, host.slug, one.application, { state: 'signing', reason: '' });
	expect(await needs(one)).toEqual(['offer', 'agreement']);
});

it('tells somebody who is asked to apply along, once their address is proven', async () => {
	const company = await employer(db, 'teams');
	const listingId = await role(db, company.id, [], { employmentType: 'team' });
	const [asking, asked] = [await talent(app), await talent(app)];
	await apply(app, asking.actor, { listingId, slot: null, letter: '', team: [asked.actor.email] });
	expect(await needs(asked)).toEqual([]);
	await db.execute(`update accounts set email_verified_at = now() where id = '${asked.actor.accountId}'`);
	expect(await needs(asked)).toEqual(['team']);
	expect(await needs(asking)).toEqual([]);
});
