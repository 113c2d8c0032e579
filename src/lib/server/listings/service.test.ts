import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/accounts/types.ts';
import { courseSchema } from '#lib/courses/schema.ts';
import type { DeskQuery } from '#lib/listings/desk.ts';
import { isRefusal } from '#lib/refusal.ts';
import { roleSchema } from '#lib/roles/schema.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listingForm, listingsOf } from '#lib/server/listings/edit.ts';
import {
	closeExpired,
	closeListing,
	copyListing,
	publishListing,
	saveListing
} from '#lib/server/listings/service.ts';
import { listings } from '#lib/server/listings/table.ts';
import { clearVersions, readVersions } from '#lib/server/moderation/versions.ts';
import { listingVersions, versionReadings } from '#lib/server/moderation/table.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { skills } from '#lib/server/skills/table.ts';

const { db } = await testDatabase();
const app = { db, now: () => new Date('2026-11-23T04:00:00Z') } as App;

async function member(slug: string, verification: 'verified' | 'pending'): Promise<Actor> {
	const verified =
		verification === 'verified' ? { verifiedAt: new Date(), verificationDue: '2027-05-01' } : {};
	const [organization] = await db
		.insert(organizations)
		.values({ slug, kind: 'company', nameZh: slug, verification, ...verified })
		.returning();
	const email = `${slug}@sample.example`;
	const [account] = await db
		.insert(accounts)
		.values({ email, passwordHash: '-', purpose: 'recruit', locale: 'zh-CN' })
		.returning();
	await db
		.insert(memberships)
		.values({ organizationId: organization!.id, accountId: account!.id, role: 'editor' });
	return {
		accountId: account!.id,
		email,
		emailVerified: true,
		isOperator: false,
		purpose: 'recruit',
		sessionHash: ''
	};
}

const editor = await member('ningxi', 'verified');
const stranger = await member('other', 'verified');
const newcomer = await member('newcomer', 'pending');
await db.insert(skills).values({ id: 'eeg', zh: '脑电', en: 'EEG', depth: 3, position: 1 });

const complete = {
	titleZh: '脑电算法实习生',
	textZh: '参与采集与解码。',
	district: 'jiangbei',
	validUntil: '2026-12-31',
	employmentType: 'internship',
	headcount: '2',
	degree: 'master',
	researchWith: 'none',
	payFrom: '200',
	payTo: '280',
	payUnit: 'day'
};
const role = (more: Record<string, unknown> = {}) => ({
	kind: 'role' as const,
	...v.parse(roleSchema, { ...complete, ...more })
});
const refusal = (attempt: Promise<unknown>) =>
	attempt.then(
		() => 'accepted',
		(error: unknown) =>
			isRefusal(error) ? { reason: error.reason, fields: Object.keys(error.fields) } : error
	);
const stateOf = async (id: string) => (await db.select().from(listings).where(eq(listings.id, id)))[0]?.state;

test('a draft is saved, published, closed and published again', async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role());
	expect(await stateOf(id)).toBe('draft');
	await publishListing(app, editor, 'ningxi', id);
	expect(await stateOf(id)).toBe('open');
	await closeListing(app, editor, 'ningxi', id);
	expect(await stateOf(id)).toBe('closed');
	await publishListing(app, editor, 'ningxi', id);
	expect(await stateOf(id)).toBe('open');
});

test('what a form shows can be saved back unchanged', async () => {
	const id = await saveListing(
		app,
		editor,
		'ningxi',
		undefined,
		role({ skills: [{ name: 'eeg', relation: 'required', level: '3' }] })
	);
	const { values } = await listingForm(app, editor, 'ningxi', id);
	await saveListing(app, editor, 'ningxi', id, { kind: 'role', ...v.parse(roleSchema, values) });
	const again = await listingForm(app, editor, 'ningxi', id);
	expect(again.values).toEqual({ ...values, version: '2' });
});

test('an older tab never overwrites a newer edit', async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role());
	await saveListing(app, editor, 'ningxi', id, role({ version: '1', titleZh: '先保存的' }));
	const late = saveListing(app, editor, 'ningxi', id, role({ version: '1', titleZh: '后保存的' }));
	expect(await refusal(late)).toEqual({ reason: 'changedElsewhere', fields: [] });
	expect((await listingForm(app, editor, 'ningxi', id)).values.titleZh).toBe('先保存的');
});

test('publishing names every required element that is missing', async () => {
	const bare = role({ textZh: '', district: '', validUntil: '', payFrom: '', payTo: '', payUnit: '' });
	const id = await saveListing(app, editor, 'ningxi', undefined, bare);
	expect(await refusal(publishListing(app, editor, 'ningxi', id))).toEqual({
		reason: 'invalid',
		fields: ['validUntil', 'textZh', 'district', 'payFrom']
	});
	expect(await stateOf(id)).toBe('draft');
});

test('validity lies between today and a year ahead', async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role({ validUntil: '2026-11-22' }));
	expect(await refusal(publishListing(app, editor, 'ningxi', id))).toEqual({
		reason: 'invalid',
		fields: ['validUntil']
	});
});

test('an open listing cannot lose its pay, and keeps what it had', async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role());
	await publishListing(app, editor, 'ningxi', id);
	const without = role({ version: '2', payFrom: '', payTo: '', payUnit: '' });
	expect(await refusal(saveListing(app, editor, 'ningxi', id, without))).toEqual({
		reason: 'invalid',
		fields: ['payFrom']
	});
	expect((await listingForm(app, editor, 'ningxi', id)).values.payFrom).toBe('200');
});

test('an unverified organization drafts but does not publish', async () => {
	const id = await saveListing(app, newcomer, 'newcomer', undefined, role());
	expect(await refusal(publishListing(app, newcomer, 'newcomer', id))).toMatchObject({
		reason: 'notAllowed'
	});
});

test("another organization's listing answers like one that does not exist", async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role());
	const notFound = { reason: 'notFound', fields: [] };
	expect(await refusal(saveListing(app, stranger, 'other', id, role({ version: '1' })))).toEqual(notFound);
	expect(await refusal(publishListing(app, stranger, 'other', id))).toEqual(notFound);
	expect(await refusal(publishListing(app, stranger, 'ningxi', id))).toEqual(notFound);
	expect(await refusal(listingForm(app, undefined, 'ningxi', id))).toEqual({
		reason: 'signInFirst',
		fields: []
	});
});

test('an unknown skill is named in its line and nothing is saved', async () => {
	const count = async () => (await db.select().from(listings)).length;
	const before = await count();
	const skillLines = [
		{ name: '脑电', relation: 'required' },
		{ name: '量子占卜', relation: 'required' }
	];
	expect(await refusal(saveListing(app, editor, 'ningxi', undefined, role({ skills: skillLines })))).toEqual({
		reason: 'invalid',
		fields: ['skills.1.name']
	});
	expect(await count()).toBe(before);
});

test('a run with more people than the new number of seats keeps its seats', async () => {
	const course = (more: Record<string, unknown>) => ({
		kind: 'course' as const,
		...v.parse(courseSchema, {
			titleZh: '课程',
			type: 'course',
			studyLevel: 'master',
			mode: 'onsite',
			...more
		})
	});
	const run = { startsOn: '2027-03-01', endsOn: '2027-06-30', seats: '20' };
	const id = await saveListing(app, editor, 'ningxi', undefined, course({ runs: [run] }));
	const [stored] = await db
		.update(courseRuns)
		.set({ seatsTaken: 12 })
		.where(eq(courseRuns.listingId, id))
		.returning();
	const smaller = course({ version: '1', runs: [{ ...run, id: stored!.id, seats: '10' }] });
	expect(await refusal(saveListing(app, editor, 'ningxi', id, smaller))).toEqual({
		reason: 'invalid',
		fields: ['runs.0.seats']
	});
});

test('a copy is a draft without dates', async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role());
	const copy = await copyListing(app, editor, 'ningxi', id);
	const { state, values } = await listingForm(app, editor, 'ningxi', copy);
	expect(state).toBe('draft');
	expect(values).toMatchObject({ titleZh: '脑电算法实习生', payFrom: '200', validUntil: '', startsOn: '' });
});

test('what has expired in Nanjing is closed and leaves the search', async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role({ validUntil: '2026-11-23' }));
	await publishListing(app, editor, 'ningxi', id);
	await db.delete(searchOutbox);
	expect(await closeExpired({ ...app, now: () => new Date('2026-11-23T15:59:00Z') })).toBe(0);
	expect(await closeExpired({ ...app, now: () => new Date('2026-11-23T16:01:00Z') })).toBe(1);
	expect(await stateOf(id)).toBe('closed');
	expect((await db.select().from(searchOutbox)).map(({ documentId }) => documentId)).toEqual([id]);
});

test('the desk shows a page of own listings by state and words of the title', async () => {
	const house = await member('desk', 'verified');
	for (let i = 1; i <= 52; i++)
		await saveListing(app, house, 'desk', undefined, role({ titleZh: `脑电 ${i}`, titleEn: `EEG ${i}` }));
	const desk = (query: Partial<DeskQuery>) =>
		listingsOf(app, house, 'desk', { state: undefined, words: '', page: 1, ...query });
	const all = await desk({});
	expect([all.total, all.rows.length, all.counts]).toEqual([52, 50, { draft: 52 }]);
	expect((await desk({ page: 2 })).rows).toHaveLength(2);
	expect((await desk({ words: 'eeg 51' })).rows.map(({ titleZh }) => titleZh)).toEqual(['脑电 51']);
	expect((await desk({ state: 'open' })).total).toBe(0);
	expect((await desk({ words: '%' })).total).toBe(0);
	const everything = { state: undefined, words: '', page: 1 };
	await expect(listingsOf(app, stranger, 'desk', everything)).rejects.toSatisfy(isRefusal);
});

test('words that break a posting rule keep a listing from being published, in every text and both languages', async () => {
	const broken = role({ textZh: '参与采集，限男性。', textEn: 'A deposit of 500 yuan is required.' });
	const id = await saveListing(app, editor, 'ningxi', undefined, broken);
	expect(await refusal(publishListing(app, editor, 'ningxi', id))).toEqual({
		reason: 'invalid',
		fields: ['textZh', 'textEn']
	});
	await saveListing(app, editor, 'ningxi', id, role({ version: '1', equityNoteZh: '期权仅限男性' }));
	expect(await refusal(publishListing(app, editor, 'ningxi', id))).toMatchObject({
		fields: ['equityNoteZh']
	});
	await saveListing(app, editor, 'ningxi', id, role({ version: '2', textZh: '参与采集，性别不限。' }));
	await publishListing(app, editor, 'ningxi', id);
	expect(await stateOf(id)).toBe('open');
});

test('what a rule warns of is published with a reason, which is kept with it', async () => {
	const aged = { textZh: '按资助方规定，年龄不超过35周岁。' };
	const id = await saveListing(app, editor, 'ningxi', undefined, role(aged));
	expect(await refusal(publishListing(app, editor, 'ningxi', id))).toEqual({
		reason: 'invalid',
		fields: ['reasons.age']
	});
	const reasons = { age: '博士后基金的条件' };
	await saveListing(app, editor, 'ningxi', id, role({ ...aged, version: '1', reasons }));
	await publishListing(app, editor, 'ningxi', id);
	const [kept] = await db.select().from(listingVersions).where(eq(listingVersions.listingId, id));
	expect(kept!.reasons.age).toBe('博士后基金的条件');
});

test('an open listing cannot take in words that break a rule, and keeps what it had', async () => {
	const id = await saveListing(app, editor, 'ningxi', undefined, role());
	await publishListing(app, editor, 'ningxi', id);
	const edit = saveListing(app, editor, 'ningxi', id, role({ version: '2', titleZh: '限女生：脑电助理' }));
	expect(await refusal(edit)).toEqual({ reason: 'invalid', fields: ['titleZh'] });
	expect((await listingForm(app, editor, 'ningxi', id)).values.titleZh).toBe('脑电算法实习生');
});

test('every published text is kept with its author for three years, also without its listing', async () => {
	const operator = { ...editor, isOperator: true };
	const id = await saveListing(app, editor, 'ningxi', undefined, role());
	await saveListing(app, editor, 'ningxi', id, role({ version: '1', textZh: '还是草稿。' }));
	await publishListing(app, editor, 'ningxi', id);
	await saveListing(app, editor, 'ningxi', id, role({ version: '3', textZh: '改过的正文。' }));
	await db.delete(listings).where(eq(listings.id, id));

	expect(await refusal(readVersions(app, editor, id, '看看'))).toMatchObject({ reason: 'notFound' });
	const versions = await readVersions(app, operator, id, '核实举报');
	expect(versions.map(({ content, author }) => [content.textZh, author])).toEqual([
		['改过的正文。', 'ningxi@sample.example'],
		['还是草稿。', 'ningxi@sample.example']
	]);
	const readings = await db.select().from(versionReadings).where(eq(versionReadings.listingId, id));
	expect(readings.map(({ reason }) => reason)).toEqual(['核实举报']);

	const after = (date: string) => ({ ...app, now: () => new Date(date) });
	const [first] = await db.select().from(listingVersions).where(eq(listingVersions.listingId, id));
	const years = (n: number, day: number) =>
		new Date(new Date(first!.createdAt).setFullYear(first!.createdAt.getFullYear() + n) + day * 86_400_000);
	await clearVersions(after(years(3, -2).toISOString()));
	expect(await readVersions(app, operator, id, '再看')).toHaveLength(2);
	await clearVersions(after(years(3, 2).toISOString()));
	expect(await refusal(readVersions(app, operator, id, '再看'))).toMatchObject({ reason: 'notFound' });
});
