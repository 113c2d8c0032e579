import { setImmediate as endOfTurn } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { basePartners, basePeriods, bases } from '#lib/server/bases/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import {
	listingCards,
	listingPage,
	listingsOfOrganization,
	listingsOfSkills,
	newestListings
} from '#lib/server/listings/data.ts';
import { siteFigures } from '#lib/server/listings/figures.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';
import { skills } from '#lib/server/skills/table.ts';

const { db } = await testDatabase();
const today = '2026-11-22';

type State = 'draft' | 'open' | 'closed' | 'frozen';
async function list(
	id: string,
	kind: 'role' | 'course' | 'base',
	state: State = 'open',
	publishedAt = '2026-11-01'
) {
	await db.insert(listings).values({
		...{
			id,
			kind,
			state,
			organizationId: 'company',
			titleZh: id,
			textZh: '正文',
			district: 'gulou',
			sample: true
		},
		...{ validUntil: '2026-11-27', publishedAt: new Date(publishedAt) }
	});
}

await db.insert(organizations).values([
	{
		id: 'company',
		slug: 'company',
		kind: 'company',
		nameZh: '示例公司',
		verification: 'verified',
		verifiedAt: new Date(),
		verificationDue: '2027-01-01'
	},
	{ id: 'school', slug: 'school', kind: 'university', nameZh: '示例学校' }
]);
await db
	.insert(skills)
	.values(['eeg', 'cpp', 'gcp'].map((id, position) => ({ id, zh: `技能${id}`, en: id, depth: 3, position })));
for (const [id, state, day] of [
	['open', 'open', '2026-11-03'],
	['draft', 'draft', '2026-11-04'],
	['closed', 'closed', '2026-11-05'],
	['frozen', 'frozen', '2026-11-06']
] as const) {
	await list(id, 'role', state, day);
	await db.insert(roles).values({
		listingId: id,
		employmentType: 'internship',
		headcount: 4,
		payFrom: 200,
		payTo: 300,
		payUnit: 'day'
	});
}
await list('course', 'course', 'open', '2026-11-02');
await db.insert(courses).values({
	listingId: 'course',
	type: 'course',
	studyLevel: 'master',
	mode: 'onsite',
	credits: 1.5,
	admissionTo: '2026-11-24'
});
await db.insert(courseRuns).values([
	{ listingId: 'course', startsOn: '2026-01-01', endsOn: '2026-02-01', seats: 50, seatsTaken: 50 },
	{ listingId: 'course', startsOn: '2027-03-02', endsOn: '2027-05-30', seats: 30, seatsTaken: 21 }
]);
await list('base', 'base', 'open', '2026-11-01');
await db.insert(bases).values({ listingId: 'base', allowance: 3_000 });
await db
	.insert(basePeriods)
	.values({ listingId: 'base', startsOn: '2027-04-01', endsOn: '2027-07-01', places: 12, placesTaken: 9 });
await db.insert(basePartners).values({ listingId: 'base', organizationId: 'school' });
await db.insert(listingSkills).values([
	{ listingId: 'open', skillId: 'eeg', relation: 'required', level: 3 },
	{ listingId: 'open', skillId: 'eeg', relation: 'preferred', level: 4 },
	{ listingId: 'open', skillId: 'cpp', relation: 'required', level: null },
	{ listingId: 'open', skillId: 'gcp', relation: 'preferred', level: 4 },
	{ listingId: 'course', skillId: 'eeg', relation: 'taught', level: 2 },
	{ listingId: 'course', skillId: 'cpp', relation: 'required', level: 1 }
]);

describe('rows of listings', () => {
	it('come in the order asked for, without drafts, frozen, closed and unknown ones', async () => {
		const cards = await listingCards(
			db,
			['base', 'nowhere', 'draft', 'open', 'frozen', 'closed', 'course'],
			today
		);
		expect(cards.map(({ id }) => id)).toEqual(['base', 'open', 'course']);
	});

	it('show closed ones, but never drafts, where the page shows what was', async () => {
		const cards = await listingCards(db, ['draft', 'closed', 'frozen'], today, 'shown');
		expect(cards.map(({ id }) => id)).toEqual(['closed']);
	});

	it('are read at once for lists that ask at once, each in its own order and scope', async () => {
		const asked = await Promise.all([
			listingCards(db, ['base', 'open'], today),
			listingCards(db, ['open', 'closed', 'course', 'open'], today),
			listingCards(db, ['closed', 'open'], today, 'shown')
		]);
		expect(asked.map((cards) => cards.map(({ id }) => id))).toEqual([
			['base', 'open'],
			['open', 'course', 'open'],
			['closed', 'open']
		]);
	});

	it('are read again by whoever asks after a reading has begun', async () => {
		const before = listingCards(db, ['open'], today);
		await endOfTurn();
		await db.update(listings).set({ state: 'frozen' }).where(eq(listings.id, 'open'));
		expect(await listingCards(db, ['open'], today)).toEqual([]);
		await before;
		await db.update(listings).set({ state: 'open' }).where(eq(listings.id, 'open'));
	});

	it('carry each skill once: what a role asks for, what a course gives', async () => {
		const [role, course] = await listingCards(db, ['open', 'course'], today);
		expect(role!.skills.map(({ id, relation, level }) => [id, relation, level])).toEqual([
			['eeg', 'required', 3],
			['cpp', 'required', null],
			['gcp', 'preferred', 4]
		]);
		expect(course!.skills.map(({ id }) => id)).toEqual(['eeg']);
	});

	it('count days to the earlier of validity and admission, and seats of runs that have not ended', async () => {
		const [role, course, base] = await listingCards(db, ['open', 'course', 'base'], today);
		expect([role!.daysLeft, course!.daysLeft]).toEqual([5, 2]);
		expect(course).toMatchObject({ left: 9, all: 30, nextFrom: '2027-03-02', nextTo: '2027-05-30' });
		expect(base).toMatchObject({ left: 3, all: 12, allowance: 3_000 });
		expect(role!.left).toBeNull();
	});

	it('name the partners of a base once they have confirmed, and appear on the partner’s page only then', async () => {
		const names = async () =>
			(await listingCards(db, ['base'], today))[0]!.organizations.map(({ slug }) => slug);
		expect(await names()).toEqual(['company']);
		expect(await listingsOfOrganization(db, 'school', today)).toEqual([]);
		await db.update(basePartners).set({ confirmedAt: new Date() });
		expect(await names()).toEqual(['company', 'school']);
		expect((await listingsOfOrganization(db, 'school', today)).map(({ id }) => id)).toEqual(['base']);
	});

	it('are newest first on the home page', async () => {
		expect((await newestListings(db, 2, today)).map(({ id }) => id)).toEqual(['open', 'course']);
	});

	it('of a skill are the roles that need it and the courses that give it', async () => {
		expect((await listingsOfSkills(db, ['eeg'], today, 5)).map(({ id }) => id).sort()).toEqual([
			'course',
			'open'
		]);
		// The course only presupposes it.
		expect((await listingsOfSkills(db, ['cpp'], today, 5)).map(({ id }) => id)).toEqual(['open']);
	});
});

describe('a listing’s page', () => {
	it('exists for open and closed listings of its own kind only', async () => {
		expect(await listingPage(db, 'role', 'open', today)).toMatchObject({
			state: 'open',
			payFrom: 200,
			runs: [],
			children: []
		});
		expect(await listingPage(db, 'role', 'closed', today)).toMatchObject({ state: 'closed' });
		for (const id of ['draft', 'frozen', 'course', 'nowhere'])
			expect(await listingPage(db, 'role', id, today)).toBeUndefined();
	});

	it('of a course shows all runs, the seats still to come, and how many open roles ask for what it teaches', async () => {
		const page = await listingPage(db, 'course', 'course', today);
		expect(page!.runs.map(({ all, left }) => [all, left])).toEqual([
			[50, 0],
			[30, 9]
		]);
		expect(page).toMatchObject({ left: 9, all: 30, daysLeft: 2, credits: 1.5 });
	});
});

describe('the marketplace in numbers', () => {
	it('counts open listings, runs and periods that have not ended, and verified organizations', async () => {
		expect(await siteFigures(db, today)).toEqual({
			listings: 3,
			roles: 1,
			headcount: 4,
			seats: 30,
			places: 12,
			organizations: 1
		});
	});
});
