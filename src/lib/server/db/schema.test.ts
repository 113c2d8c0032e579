import { expect, test } from 'vitest';
import { sqlState } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';
import { courses, courseRuns } from '#lib/server/courses/table.ts';
import { skills } from '#lib/server/skills/table.ts';

const { db } = await testDatabase();
const [organization] = await db
	.insert(organizations)
	.values({ slug: 'sample', kind: 'company', nameZh: '示例' })
	.returning();
await db.insert(skills).values({ id: 'eeg', zh: '脑电', en: 'EEG', depth: 3, position: 1 });

async function listing(kind: 'role' | 'course', more: Partial<typeof listings.$inferInsert> = {}) {
	const [row] = await db
		.insert(listings)
		.values({ kind, organizationId: organization!.id, titleZh: '标题', ...more })
		.returning();
	return row!;
}

/** SQLSTATE with which the database refuses the query. */
const refusedWith = (query: Promise<unknown>) =>
	query.then(
		() => 'accepted',
		(error) => sqlState(error)
	);
const checkViolation = '23514';

test('a listing needs a title in one language', async () => {
	expect(await refusedWith(listing('role', { titleZh: '', titleEn: null }))).toBe(checkViolation);
});

test('a listing cannot be open without text, validity and time of publication', async () => {
	expect(await refusedWith(listing('role', { state: 'open', textZh: '内容', publishedAt: new Date() }))).toBe(
		checkViolation
	);
});

test('the row of a kind hangs only on a listing of that kind', async () => {
	const course = await listing('course');
	expect(
		await refusedWith(db.insert(roles).values({ listingId: course.id, employmentType: 'fulltime' }))
	).toBe('23503');
});

test('pay is given whole or not at all, and day pay has no number of monthly salaries', async () => {
	const role = { employmentType: 'internship' as const };
	const withoutUnit = { listingId: (await listing('role')).id, ...role, payFrom: 200, payTo: 300 };
	const daysWithMonths = { ...withoutUnit, payUnit: 'day' as const, payMonths: 14 };
	expect(await refusedWith(db.insert(roles).values(withoutUnit))).toBe(checkViolation);
	expect(await refusedWith(db.insert(roles).values(daysWithMonths))).toBe(checkViolation);
	expect(await refusedWith(db.insert(roles).values({ ...daysWithMonths, payMonths: null }))).toBe('accepted');
});

test('a run never has more seats taken than it has', async () => {
	const course = await listing('course');
	await db
		.insert(courses)
		.values({ listingId: course.id, type: 'course', studyLevel: 'master', mode: 'onsite' });
	const run = {
		listingId: course.id,
		startsOn: '2026-03-01',
		endsOn: '2026-06-01',
		seats: 10,
		seatsTaken: 11
	};
	expect(await refusedWith(db.insert(courseRuns).values(run))).toBe(checkViolation);
});

test('a skill relates to a listing once per relation, at a level from 1 to 4', async () => {
	const { id: listingId } = await listing('role');
	const relation = { listingId, skillId: 'eeg', relation: 'required' as const, level: 2 };
	expect(await refusedWith(db.insert(listingSkills).values(relation))).toBe('accepted');
	expect(await refusedWith(db.insert(listingSkills).values(relation))).toBe('23505');
	expect(
		await refusedWith(db.insert(listingSkills).values({ ...relation, relation: 'taught', level: 5 }))
	).toBe(checkViolation);
});
