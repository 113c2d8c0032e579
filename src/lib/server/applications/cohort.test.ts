import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { answerCohort, organizationCohort, organizationCohorts } from '#lib/server/applications/cohort.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { certificates } from '#lib/server/certificates/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { skillsOf } from '#lib/server/talents/data.ts';
import { blockedOrganizations } from '#lib/server/talents/table.ts';
import { course, employer, line, outcome, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
let minute = 0;
const app = {
	...testApp(db),
	now: () => new Date(Date.UTC(2026, 10, 23, 4, minute++)),
	environment: { host: 'localhost', port: 3000 }
} as unknown as App;
beforeAll(() => loadSkills(db));
const university = await employer(db, 'university');

/** A run of ten seats that twelve people ask for, in order. */
async function twelve() {
	const taught = [line('taught', 'eeg 3'), line('taught', 'ssvep')];
	const { id, runId } = await course(db, university.id, taught, 10);
	const people = [];
	for (let i = 0; i < 12; i++) {
		const one = await talent(app, { displayName: `学员${i + 1}` });
		people.push({
			...one,
			application: await apply(app, one.actor, { listingId: id, slot: runId, letter: '' })
		});
	}
	const ids = people.map(({ application }) => application);
	const answer = (state: 'admitted' | 'enrolled' | 'completed', who = ids) =>
		answerCohort(app, university.actor, university.slug, runId, { state, ids: who });
	const states = async () => {
		const cohort = await organizationCohort(app, university.actor, university.slug, runId);
		return Object.fromEntries(cohort.people.map(({ id, state }) => [ids.indexOf(id) + 1, state]));
	};
	return { runId, people, ids, answer, states };
}

test('of twelve admitted to ten seats the last two wait, and one moves up when somebody leaves', async () => {
	const { runId, people, ids, answer, states } = await twelve();
	expect(await answer('admitted')).toEqual({ to: { admitted: 10, waiting: 2 }, stayed: 0 });
	expect(await states()).toMatchObject({ 1: 'admitted', 10: 'admitted', 11: 'waiting', 12: 'waiting' });
	expect(await answer('enrolled')).toEqual({ to: { enrolled: 10 }, stayed: 2 });
	expect(await answer('admitted', [ids[11]!])).toEqual({ to: {}, stayed: 1 });
	await moveOwn(app, people[3]!.actor, { id: ids[3]!, state: 'withdrawn', reason: '' });
	expect(await states()).toMatchObject({ 11: 'admitted', 12: 'waiting' });
	expect(await states()).not.toHaveProperty('4');
	const [first] = (await organizationCohorts(app, university.actor, university.slug))!.filter(
		({ id }) => id === runId
	);
	expect(first).toMatchObject({ all: 10, taken: 10, enrolled: 9, waiting: 1, completed: 0 });
});

test('completing many at once offers each a certificate of what was taught, and changes no profile by itself', async () => {
	const { people, ids, answer, states } = await twelve();
	await answer('admitted');
	await answer('enrolled');
	expect(await answer('completed')).toEqual({ to: { completed: 10 }, stayed: 2 });
	expect(await states()).toMatchObject({ 1: 'completed', 11: 'waiting' });
	const [offered] = await db.select().from(certificates).where(eq(certificates.applicationId, ids[0]!));
	expect(offered).toMatchObject({
		state: 'offered',
		code: null,
		titleZh: '示例·course',
		startsOn: '2027-03-01'
	});
	expect(await skillsOf(db, people[0]!.id)).toEqual([]);
	expect(await db.$count(certificates, eq(certificates.applicationId, ids[10]!))).toBe(0);
});

test('nobody but the organization’s own members sees or answers its cohort, and not who blocks it', async () => {
	const { runId, people, ids } = await twelve();
	const other = await employer(db, 'other');
	const foreign = answerCohort(app, other.actor, other.slug, runId, { state: 'admitted', ids });
	expect(await outcome(foreign)).toBe('notFound');
	const stranger = organizationCohort(app, people[0]!.actor, university.slug, runId);
	expect(await outcome(stranger)).toBe('notFound');
	const elsewhere = await twelve();
	const mixed = answerCohort(app, university.actor, university.slug, runId, {
		state: 'admitted',
		ids: [ids[0]!, elsewhere.ids[0]!]
	});
	expect(await outcome(mixed)).toBe('notFound');
	await db.insert(blockedOrganizations).values({ talentId: people[0]!.id, organizationId: university.id });
	const seen = await organizationCohort(app, university.actor, university.slug, runId);
	expect(seen.people.map(({ id }) => id)).not.toContain(ids[0]);
	const pending = await employer(db, 'pending', 'pending');
	expect(await organizationCohorts(app, pending.actor, pending.slug)).toBeUndefined();
});
