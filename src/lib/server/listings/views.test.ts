import { expect, test } from 'vitest';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { standingOf } from '#lib/server/listings/standing.ts';
import { countView } from '#lib/server/listings/views.ts';
import { sendMessage } from '#lib/server/messages/service.ts';
import { answerQueue } from '#lib/server/organizations/queue.ts';
import { clockedApp } from '#lib/server/searches/testing.ts';
import { account, employer, outcome, role, talent } from '#lib/server/talents/testing.ts';

const { app, setTime } = clockedApp(await testDatabase());
const { db } = app;
const house = await employer(db, 'views');
const waiting = await employer(db, 'waits', 'pending');
const words = { reason: '', meetsAt: null, place: null };

test('looks are counted by day and for nobody in particular, and an organization’s own are not', async () => {
	const [id, draft] = [await role(db, house.id), await role(db, house.id, [], { state: 'draft' })];
	await countView(app, undefined, id);
	await countView(app, await account(db), id);
	await countView(app, house.actor, id);
	setTime('2026-11-24T04:00:00Z');
	await countView(app, undefined, id);
	expect(await outcome(countView(app, undefined, draft))).toBe('notFound');
	expect(await outcome(countView(app, undefined, 'nothing'))).toBe('notFound');
	expect(await standingOf(db, [id])).toEqual([
		{ id, views: 3, matches: null, applications: 0, unanswered: 0 }
	]);
	const days = await app.sql`select day::text, views from listing_views order by day`;
	expect(days.map((row) => ({ ...row }))).toEqual([
		{ day: '2026-11-23', views: 2 },
		{ day: '2026-11-24', views: 1 }
	]);
});

test('the queue counts what waits for an answer, and nothing that was answered or taken back', async () => {
	const id = await role(db, house.id);
	const people = await Promise.all(Array.from({ length: 4 }, () => talent(app)));
	const applied: string[] = [];
	for (const { actor } of people)
		applied.push(await apply(app, actor, { listingId: id, slot: null, letter: '' }));
	const queue = () => answerQueue(app, house.actor, house.slug);
	expect(await queue()).toMatchObject({ applications: { waiting: 4, since: '2026-11-24' }, accepted: 0 });
	await moveOwn(app, people[0]!.actor, { id: applied[0]!, state: 'withdrawn', reason: '' });
	const meetsAt = new Date('2026-11-25T02:00:00Z');
	await answerApplication(app, house.actor, house.slug, applied[1]!, {
		...{ version: 1, state: 'interview', reason: '', meetsAt, place: '线上' }
	});
	await answerApplication(app, house.actor, house.slug, applied[2]!, {
		...words,
		version: 1,
		state: 'offer'
	});
	await moveOwn(app, people[2]!.actor, { id: applied[2]!, state: 'accepted', reason: '' });
	await sendMessage(app, people[3]!.actor, { id: applied[3]! }, { text: '请问', file: undefined });
	await sendMessage(app, people[3]!.actor, { id: applied[3]! }, { text: '在吗', file: undefined });
	expect(await queue()).toEqual({
		applications: { waiting: 1, since: '2026-11-24' },
		messages: 1,
		interviews: 1,
		agreements: 0,
		accepted: 1,
		closing: 0,
		answers: null
	});
	expect(await standingOf(db, [id])).toEqual([
		{ id, views: 0, matches: null, applications: 3, unanswered: 1 }
	]);
	setTime('2026-12-26T04:00:00Z');
	expect(await queue()).toMatchObject({ interviews: 0, closing: 2 });
	expect(await answerQueue(app, waiting.actor, waiting.slug)).toBeUndefined();
	expect(await outcome(answerQueue(app, await account(db), house.slug))).toBe('notFound');
});
