import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { calendarPage, entryFile, feedFile, renewFeed, stopFeed } from '#lib/server/calendar/service.ts';
import { calendarFeeds } from '#lib/server/calendar/table.ts';
import { courses } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { markListing } from '#lib/server/marks/service.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { clockedApp } from '#lib/server/searches/testing.ts';
import { blockedOrganizations } from '#lib/server/talents/table.ts';
import { account, base, course, employer, outcome, role, talent } from '#lib/server/talents/testing.ts';

const { app } = clockedApp(await testDatabase());
const { db } = app;
const meetsAt = new Date('2026-12-03T06:30:00Z');
const words = { reason: '', meetsAt: null, place: null };

const lines = async (actor: Actor, slug?: string) =>
	(await calendarPage(app, actor, { slug })).entries.map(
		({ kind, time }) => `${kind} ${'at' in time ? time.at.toISOString() : `${time.from}–${time.to}`}`
	);

const house = await employer(db, 'calendar');
const student = await talent(app, { displayName: '机密姓名' });
const listing = await role(db, house.id);
const applied = await apply(app, student.actor, { listingId: listing, slot: null, letter: '' });
await answerApplication(app, house.actor, house.slug, applied, {
	...{ ...words, version: 1, state: 'interview', meetsAt, place: '三层会议室' }
});

test('an interview, a course and an internship are in the calendars of both sides', async () => {
	const [taught, practised] = [await course(db, house.id), await base(db, house.id)];
	for (const { id, slot } of [
		{ id: taught.id, slot: taught.runId },
		{ id: practised.id, slot: practised.periodId }
	]) {
		const application = await apply(app, student.actor, { listingId: id, slot, letter: '' });
		await answerApplication(app, house.actor, house.slug, application, {
			...{ ...words, version: 1, state: 'admitted' }
		});
	}
	expect(await lines(student.actor)).toEqual([
		'interview 2026-12-03T06:30:00.000Z',
		'base 2027-01-10–2027-02-20',
		'course 2027-03-01–2027-06-01'
	]);
	expect(await lines(house.actor, house.slug)).toEqual(
		expect.arrayContaining([
			'interview 2026-12-03T06:30:00.000Z',
			'deadline 2026-12-31–2026-12-31',
			'base 2027-01-10–2027-02-20',
			'course 2027-03-01–2027-06-01'
		])
	);
});

test('what somebody saved is there until it closes, a course until its admission ends', async () => {
	const { actor } = await talent(app);
	const [saved, taught] = [await role(db, house.id), await course(db, house.id)];
	await db.update(courses).set({ admissionTo: '2026-12-10' }).where(eq(courses.listingId, taught.id));
	for (const id of [saved, taught.id]) await markListing(app, actor, { listing: id, mark: 'saved' });
	expect(await lines(actor)).toEqual(['admission 2026-12-10–2026-12-10', 'deadline 2026-12-31–2026-12-31']);
	await markListing(app, actor, { listing: saved, mark: 'none' });
	expect(await lines(actor)).toEqual(['admission 2026-12-10–2026-12-10']);
});

test('a file of one entry is for those whose calendar it is in', async () => {
	const id = `interview-${applied}`;
	const file = await entryFile(app, student.actor, {}, id);
	expect(file).toContain('DTSTART:20261203T063000Z');
	expect(file).toContain('LOCATION:三层会议室');
	expect(file).toContain(`UID:${id}@pons.example`);
	expect(await outcome(entryFile(app, await account(db), {}, id))).toBe('notFound');
	expect(await outcome(entryFile(app, house.actor, {}, id))).toBe('notFound');
	expect(await outcome(entryFile(app, student.actor, { slug: house.slug }, id))).toBe('notFound');
	const theirs = await entryFile(app, house.actor, { slug: house.slug }, id);
	expect(theirs).toContain('DTSTART:20261203T063000Z');
	expect(theirs).not.toContain('机密姓名');
});

test('the link needs no session, is known by its hash only, and stops when it is replaced or stopped', async () => {
	const first = await renewFeed(app, student.actor, {});
	expect(await feedFile(app, first)).toContain('DTSTART:20261203T063000Z');
	expect(JSON.stringify(await db.select().from(calendarFeeds))).not.toContain(first);
	const second = await renewFeed(app, student.actor, {});
	expect(await outcome(feedFile(app, first))).toBe('notFound');
	expect(await outcome(feedFile(app, second))).toBe('accepted');
	const ours = await renewFeed(app, house.actor, { slug: house.slug });
	expect(await feedFile(app, ours)).not.toContain('机密姓名');
	await stopFeed(app, student.actor, {});
	expect(await outcome(feedFile(app, second))).toBe('notFound');
	expect(await outcome(feedFile(app, ours))).toBe('accepted');
	expect(await outcome(feedFile(app, 'no-token'))).toBe('notFound');
});

test('the link of somebody who left the organization, or is suspended, stops', async () => {
	const colleague = await account(db);
	await db
		.insert(memberships)
		.values({ organizationId: house.id, accountId: colleague.accountId, role: 'editor' });
	const link = await renewFeed(app, colleague, { slug: house.slug });
	const own = await renewFeed(app, colleague, {});
	expect(await outcome(feedFile(app, link))).toBe('accepted');
	await db.delete(memberships).where(eq(memberships.accountId, colleague.accountId));
	expect(await outcome(feedFile(app, link))).toBe('notFound');
	expect(await outcome(feedFile(app, own))).toBe('accepted');
	await db.update(accounts).set({ suspendedAt: new Date() }).where(eq(accounts.id, colleague.accountId));
	expect(await outcome(feedFile(app, own))).toBe('notFound');
});

test('an interview leaves both calendars with the application, and the organization’s when it is blocked', async () => {
	const other = await employer(db, 'calendar-b');
	const listingId = await role(db, other.id);
	const id = await apply(app, student.actor, { listingId, slot: null, letter: '' });
	await answerApplication(app, other.actor, other.slug, id, {
		...{ ...words, version: 1, state: 'interview', meetsAt, place: '线上' }
	});
	expect((await lines(other.actor, other.slug))[0]).toContain('interview');
	const pair = { talentId: student.id, organizationId: other.id };
	await db.insert(blockedOrganizations).values(pair);
	expect((await lines(other.actor, other.slug))[0]).not.toContain('interview');
	await db.delete(blockedOrganizations).where(eq(blockedOrganizations.organizationId, other.id));
	await moveOwn(app, student.actor, { id, state: 'withdrawn', reason: '' });
	const mine = await calendarPage(app, student.actor, {});
	expect(mine.entries.some((entry) => entry.id === `interview-${id}`)).toBe(false);
	expect(await db.$count(applications, eq(applications.id, id))).toBe(1);
});
