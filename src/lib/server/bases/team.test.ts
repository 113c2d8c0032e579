import fc from 'fast-check';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { applications } from '#lib/server/applications/table.ts';
import { moveOwn } from '#lib/server/applications/service.ts';
import { saveShares } from '#lib/server/bases/shares.ts';
import { basePartners, basePeriods, baseShares } from '#lib/server/bases/table.ts';
import { nameTutor, removeTutor, requireAgreement, teamPage } from '#lib/server/bases/team.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { stateInternship } from '#lib/server/internships/statement.ts';
import { answer, intern, jointBase, type JointBase } from '#lib/server/internships/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, outcome, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
let second = 0;
const app = {
	...testApp(db),
	now: () => new Date(Date.UTC(2026, 10, 23, 4, 0, second++)),
	environment: { host: 'localhost', port: 3000 }
} as unknown as App;
beforeAll(() => loadSkills(db));

const share = (joint: JointBase, school: JointBase['school'], places: number | null) =>
	saveShares(app, joint.host.actor, joint.host.slug, joint.listingId, {
		shares: [{ period: joint.periodId, school: school.id, places }]
	});
const stateOf = async (id: string) =>
	(await db.select().from(applications).where(eq(applications.id, id)))[0]!.state;
const periodOf = async ({ periodId }: JointBase) =>
	(await db.select().from(basePeriods).where(eq(basePeriods.id, periodId)))[0]!;

test('places kept for a school go to its students alone, and the others to everybody else', async () => {
	const joint = await jointBase(app, 3);
	await share(joint, joint.school, 2);
	const open = [await intern(app, joint, { school: '' }), await intern(app, joint, null)];
	const ours = [await intern(app, joint), await intern(app, joint), await intern(app, joint)];
	const ids = [...open, ...ours].map(({ application }) => application);
	await answer(app, joint, 'admitted', ids);
	expect(await stateOf(open[0]!.application)).toBe('admitted');
	expect(await stateOf(open[1]!.application)).toBe('waiting');
	expect(await stateOf(ours[2]!.application)).toBe('waiting');
	await moveOwn(app, ours[0]!.actor, { id: ours[0]!.application, state: 'declined', reason: '' });
	expect(await stateOf(ours[2]!.application)).toBe('admitted');
	expect(await stateOf(open[1]!.application)).toBe('waiting');
});

test('what is taken cannot be taken back from a school, and not more is kept than there is', async () => {
	const joint = await jointBase(app, 3);
	const { application } = await intern(app, joint);
	await answer(app, joint, 'admitted', [application]);
	await share(joint, joint.school, 1);
	expect(await db.select().from(baseShares)).toContainEqual(
		expect.objectContaining({ periodId: joint.periodId, places: 1, placesTaken: 1 })
	);
	const other = await intern(app, joint, { school: '' });
	await answer(app, joint, 'admitted', [other.application]);
	expect(await outcome(share(joint, joint.second, 2))).toBe('invalid shares.0.places');
	await share(joint, joint.second, 1);
	await share(joint, joint.second, null);
	expect(await db.$count(baseShares, eq(baseShares.organizationId, joint.second.id))).toBe(0);
});

test('more places for a school let its waiting students move up', async () => {
	const joint = await jointBase(app, 3);
	await share(joint, joint.school, 1);
	const people = [await intern(app, joint), await intern(app, joint)];
	await answer(
		app,
		joint,
		'admitted',
		people.map(({ application }) => application)
	);
	expect(await stateOf(people[1]!.application)).toBe('waiting');
	await share(joint, joint.school, 2);
	expect(await stateOf(people[1]!.application)).toBe('admitted');
});

test('somebody who holds a place and names their school takes one of the school’s, if one is left', async () => {
	const joint = await jointBase(app, 3);
	await share(joint, joint.school, 1);
	const [first, second] = [
		await intern(app, joint, { school: '' }),
		await intern(app, joint, { school: '' })
	];
	await answer(app, joint, 'admitted', [first.application, second.application]);
	const fromSchool = { fullName: '陈知行', age: 'adult', study: 'other', school: joint.school.slug } as const;
	await stateInternship(app, first.actor, first.application, fromSchool);
	const late = stateInternship(app, second.actor, second.application, fromSchool);
	expect(await outcome(late)).toBe('notNow');
	expect(await periodOf(joint)).toMatchObject({ placesTaken: 2 });
});

test('in random comings and goings no period and no school is ever oversold, and the counts are right', async () => {
	const step = fc.record({ who: fc.nat(7), act: fc.constantFrom('admit', 'leave', 'school', 'share') });
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), fc.nat(4), async (steps, kept) => {
			const joint = await jointBase(app, 4);
			const people = [];
			for (let i = 0; i < 8; i++) people.push(await intern(app, joint, i % 2 ? {} : { school: '' }));
			for (const { who, act } of steps) {
				const { actor, application: id } = people[who]!;
				if (act === 'admit') await answer(app, joint, 'admitted', [id]).catch(() => {});
				if (act === 'leave') await outcome(moveOwn(app, actor, { id, state: 'withdrawn', reason: '' }));
				if (act === 'share') await outcome(share(joint, joint.school, kept));
				if (act === 'school') {
					const stated = { fullName: '甲', age: 'adult', study: 'other' } as const;
					await outcome(
						stateInternship(app, actor, id, { ...stated, school: who % 3 ? joint.school.slug : null })
					);
				}
				const [counted] = await db.execute<{ holding: number; ours: number }>(sql`
					select count(*)::int as holding, (count(*) filter (where i.school_id = ${joint.school.id}))::int as ours
					from applications a left join internships i on i.application_id = a.id
					where a.period_id = ${joint.periodId} and a.state in ('admitted', 'enrolled')`);
				const period = await periodOf(joint);
				const [of] = await db.select().from(baseShares).where(eq(baseShares.periodId, joint.periodId));
				expect(period.placesTaken).toBe(counted!.holding);
				if (of) expect(of.placesTaken).toBe(counted!.ours);
				if (of) expect(period.placesTaken - of.placesTaken).toBeLessThanOrEqual(4 - of.places);
			}
		}),
		{ numRuns: 12 }
	);
}, 120_000);

test('each organization names tutors among its own members, and the others see their names only', async () => {
	const joint = await jointBase(app);
	const { host, school, second, listingId } = joint;
	const page = await teamPage(app, second.actor, second.slug, listingId);
	expect(page.team.map(({ slug, tutors }) => [slug, tutors.map(({ name }) => name)])).toEqual([
		[host.slug, ['王医生']],
		...[school, second]
			.map(({ slug }) => [slug, slug === school.slug ? ['李老师'] : []])
			.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1))
	]);
	expect(JSON.stringify(page)).not.toContain(host.actor.email);
	const foreign = nameTutor(app, second.actor, second.slug, listingId, {
		account: host.actor.accountId,
		name: '别人'
	});
	expect(await outcome(foreign)).toBe('invalid account');
	const twice = nameTutor(app, host.actor, host.slug, listingId, {
		account: host.actor.accountId,
		name: '王医生'
	});
	expect(await outcome(twice)).toBe('alreadyExists');
	const [tutor] = page.team[0]!.tutors;
	expect(await outcome(removeTutor(app, school.actor, school.slug, listingId, tutor!.id))).toBe('notFound');
	await removeTutor(app, host.actor, host.slug, listingId, tutor!.id);
});

test('only those who run the base see it, and only the owner gives places', async () => {
	const { school, second, listingId, periodId } = await jointBase(app);
	const other = await employer(db, 'stranger');
	expect(await outcome(teamPage(app, other.actor, other.slug, listingId))).toBe('notFound');
	const shares = [{ period: periodId, school: school.id, places: 1 }];
	expect(await outcome(saveShares(app, school.actor, school.slug, listingId, { shares }))).toBe('notAllowed');
	await requireAgreement(app, school.actor, school.slug, listingId, true);
	const partner = eq(basePartners.organizationId, school.id);
	expect((await db.select().from(basePartners).where(partner))[0]!.agreementRequired).toBe(true);
	await db.update(basePartners).set({ confirmedAt: null }).where(eq(basePartners.organizationId, second.id));
	expect(await outcome(teamPage(app, second.actor, second.slug, listingId))).toBe('notFound');
});
