import { expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { basePartners } from '#lib/server/bases/table.ts';
import { teachingOf } from '#lib/server/courses/cohorts.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { clockedApp, start } from '#lib/server/searches/testing.ts';
import { account, base, course, employer, outcome, role, talent } from '#lib/server/talents/testing.ts';

const { app, setTime } = clockedApp(await testDatabase());
const { db } = app;
const university = await employer(db, 'teaching');
const company = await employer(db, 'hiring');
const words = { reason: '', meetsAt: null, place: null };
const teaching = () => teachingOf(app, university.actor, university.slug);

test('a cohort says how full it is, and who waits', async () => {
	const { id, runId } = await course(db, university.id, [], 1);
	const people = await Promise.all([talent(app), talent(app), talent(app)]);
	for (const { actor } of people) {
		const application = await apply(app, actor, { listingId: id, slot: runId, letter: '' });
		if (actor === people[2]!.actor) continue;
		const admit = { ...words, version: 1, state: 'admitted' as const };
		await answerApplication(app, university.actor, university.slug, application, admit);
	}
	expect((await teaching()).runs).toMatchObject([
		{ id: runId, seats: 1, taken: 1, asked: 1, waiting: 1, completed: 0, from: '2027-03-01' }
	]);
});

test('bases of which it is a confirmed partner are there with their places, and not who asked for them', async () => {
	const [own, joined, unanswered] = [
		await base(db, university.id),
		await base(db, company.id, [], 7),
		await base(db, company.id)
	];
	await db.insert(basePartners).values([
		{ listingId: joined.id, organizationId: university.id, askedAt: start, confirmedAt: start },
		{ listingId: unanswered.id, organizationId: university.id, askedAt: start }
	]);
	const { actor } = await talent(app);
	for (const { id, periodId } of [own, joined])
		await apply(app, actor, { listingId: id, slot: periodId, letter: '' });
	const { periods } = await teaching();
	expect(periods.map(({ id }) => id).sort()).toEqual([own.periodId, joined.periodId].sort());
	expect(periods.find(({ id }) => id === own.periodId)).toMatchObject({ asked: 1, ofZh: null, own: true });
	expect(periods.find(({ id }) => id === joined.periodId)).toMatchObject({
		...{ asked: 0, own: false, seats: 7, ofZh: '示例·hiring' }
	});
});

test('what graduates got is counted from five on, and only what came after the course', async () => {
	const { id, runId } = await course(db, university.id, [], 20);
	const job = await role(db, company.id, [], { headcount: 20, employmentType: 'fulltime' });
	const before = await talent(app);
	await apply(app, before.actor, { listingId: job, slot: null, letter: '' });
	setTime('2026-11-24T04:00:00Z');
	const people = [before, ...(await Promise.all(Array.from({ length: 6 }, () => talent(app))))];
	for (const { actor } of people) {
		const application = await apply(app, actor, { listingId: id, slot: runId, letter: '' });
		for (const [version, state] of [
			[1, 'admitted'],
			[2, 'enrolled'],
			[3, 'completed']
		] as const)
			await answerApplication(app, university.actor, university.slug, application, {
				...{ ...words, version, state }
			});
	}
	const outcomeOf = async () => (await teaching()).outcomes.find(({ listingId }) => listingId === id);
	expect(await outcomeOf()).toMatchObject({ completed: 7, applied: null, hired: null });
	setTime('2026-11-25T04:00:00Z');
	for (const { actor } of people.slice(1)) {
		const application = await apply(app, actor, { listingId: job, slot: null, letter: '' });
		await answerApplication(app, company.actor, company.slug, application, {
			...{ ...words, version: 1, state: 'offer' }
		});
		if (actor === people[1]!.actor) continue;
		await moveOwn(app, actor, { id: application, state: 'accepted', reason: '' });
		await answerApplication(app, company.actor, company.slug, application, {
			...{ ...words, version: 3, state: 'hired' }
		});
	}
	expect(await db.$count(applications, eq(applications.state, 'hired'))).toBe(5);
	expect(await outcomeOf()).toMatchObject({ completed: 7, applied: 5, hired: 5 });
	expect(await outcome(teachingOf(app, await account(db), university.slug))).toBe('notFound');
});
