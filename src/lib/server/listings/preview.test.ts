import { expect, test } from 'vitest';
import * as v from 'valibot';
import { isRefusal } from '#lib/refusal.ts';
import { roleSchema } from '#lib/roles/schema.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { previewListing } from '#lib/server/listings/preview.ts';
import { closeListing, publishListing, saveListing } from '#lib/server/listings/service.ts';
import { shownListing } from '#lib/server/listings/shown.ts';
import { employer, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const mine = await employer(db, 'ningxi');
const other = await employer(db, 'other');

const complete = {
	titleZh: '脑电算法实习生',
	textZh: '参与采集与解码。',
	district: 'jiangbei',
	validUntil: '2026-12-31',
	employmentType: 'internship',
	headcount: '2',
	degree: 'master',
	researchWith: 'humans',
	payFrom: '200',
	payTo: '280',
	payUnit: 'day',
	benefits: ['equity'],
	equityNoteEn: 'Options vest over four years'
};
const draft = (more: object = {}) =>
	saveListing(app, mine.actor, mine.slug, undefined, {
		kind: 'role',
		...v.parse(roleSchema, { ...complete, ...more })
	});
const preview = (id: string, who = mine) => previewListing(app, who.actor, who.slug, id);

test('the preview of a draft is the page that is public once it is published', async () => {
	const id = await draft();
	const before = await preview(id);
	expect(before.state).toBe('draft');
	await publishListing(app, mine.actor, mine.slug, id);
	expect(await shownListing(app, 'role', id)).toEqual(before.view);
	expect(before.view.sections).toContainEqual({
		heading: '股权与期权',
		text: 'Options vest over four years',
		lang: 'en'
	});
});

test('a closed listing is previewed as it stands when it is published again', async () => {
	const id = await draft();
	await publishListing(app, mine.actor, mine.slug, id);
	await closeListing(app, mine.actor, mine.slug, id);
	const { state, view } = await preview(id);
	expect(state).toBe('closed');
	expect(view).toMatchObject({ open: true, notice: undefined });
});

test('a draft that lacks almost everything can be previewed', async () => {
	const bare = { textZh: '', district: '', validUntil: '', payFrom: '', payTo: '', payUnit: '' };
	expect((await preview(await draft(bare))).view).toMatchObject({ paragraphs: [], soon: undefined });
});

test('nobody else sees a draft, by preview or by its public address', async () => {
	const id = await draft();
	const refusal = (attempt: Promise<unknown>) =>
		attempt.then(
			() => 'accepted',
			(error: unknown) => (isRefusal(error) ? error.reason : error)
		);
	expect(await refusal(preview(id, other))).toBe('notFound');
	expect(await refusal(previewListing(app, other.actor, mine.slug, id))).toBe('notFound');
	expect(await refusal(previewListing(app, undefined, mine.slug, id))).toBe('signInFirst');
	expect(await refusal(shownListing(app, 'role', id))).toBe('notFound');
});
