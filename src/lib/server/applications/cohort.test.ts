import { eq, inArray } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { recentMany, sendMany, undoMany } from '#lib/server/answers/bulk.ts';
import { answerCohort, organizationCohort, organizationCohorts } from '#lib/server/applications/cohort.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { answerAndSend } from '#lib/server/applications/testing.ts';
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
	/** Given, and gone out; says what came of it. */
	const answer = async (state: 'admitted' | 'enrolled' | 'completed', who = ids) => {
		await answerAndSend(app, university, runId, { state, ids: who });
		// By a clock that stands, for the one of these tests runs ahead.
		const [last] = await recentMany(testApp(db), university.id);
		const { moved, waiting, all } = last!;
		return { moved, waiting, stayed: all - moved - waiting };
	};
	const states = async () => {
		const cohort = await organizationCohort(app, university.actor, university.slug, runId);
		return Object.fromEntries(cohort.people.map(({ id, state }) => [ids.indexOf(id) + 1, state]));
	};
	return { runId, people, ids, answer, states };
}

test('of twelve admitted to ten seats the last two wait, and one moves up when somebody leaves', async () => {
	const { runId, people, ids, answer, states } = await twelve();
	expect(await answer('admitted')).toEqual({ moved: 10, waiting: 2, stayed: 0 });
	expect(await states()).toMatchObject({ 1: 'admitted', 10: 'admitted', 11: 'waiting', 12: 'waiting' });
	expect(await answer('enrolled')).toEqual({ moved: 10, waiting: 0, stayed: 2 });
	expect(await answer('admitted', [ids[11]!])).toEqual({ moved: 0, waiting: 0, stayed: 1 });
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
	expect(await answer('completed')).toEqual({ moved: 10, waiting: 0, stayed: 2 });
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

test('completing many at once can be taken back for ten seconds, by any member, and then nothing was sent', async () => {
	const { ids, answer, states, runId } = await twelve();
	await answer('admitted');
	await answer('enrolled');
	const at = new Date(Date.UTC(2026, 10, 23, 12)).getTime();
	const after = (ms: number) => ({ ...app, now: () => new Date(at + ms) }) as App;
	const complete = () =>
		answerCohort(after(0), university.actor, university.slug, runId, { state: 'completed', ids });
	const [first, second] = [await complete(), await complete()];
	expect(await sendMany(after(9_000))).toBe(0);
	expect((await recentMany(after(9_000), university.id)).map(({ id }) => id).sort()).toEqual(
		[first, second].sort()
	);
	for (const id of [first, second]) await undoMany(after(9_000), university.actor, university.slug, id);
	expect(await sendMany(after(11_000))).toBe(0);
	expect(await states()).toMatchObject({ 1: 'enrolled', 10: 'enrolled' });
	expect(await db.$count(certificates, inArray(certificates.applicationId, ids))).toBe(0);
	const third = await complete();
	expect(await sendMany(after(11_000))).toBe(12);
	expect(await outcome(undoMany(after(11_000), university.actor, university.slug, third))).toBe('notNow');
	expect(await states()).toMatchObject({ 1: 'completed', 11: 'waiting' });
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
