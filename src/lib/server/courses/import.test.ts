import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { guessMapping } from '#lib/courses/import.ts';
import { isRefusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import {
	importKept,
	keepUpload,
	keptTable,
	previewTable,
	type ImportChoices
} from '#lib/server/courses/import.ts';
import { courses } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { skills } from '#lib/server/skills/table.ts';

const { db } = await testDatabase();
const app = { db, now: () => new Date('2026-11-23T04:00:00Z') } as App;
await db.insert(skills).values([
	{ id: 'eeg', zh: '脑电', en: 'EEG', depth: 3, position: 1 },
	{ id: 'python', zh: 'Python', en: 'Python', depth: 3, position: 2 }
]);
const verified = { verification: 'verified' as const, verifiedAt: new Date(), verificationDue: '2027-05-01' };
const [university] = await db
	.insert(organizations)
	.values({ slug: 'jinling', kind: 'university', nameZh: '示例', district: 'gulou', ...verified })
	.returning();
const [account] = await db
	.insert(accounts)
	.values({ email: 'a@sample.example', passwordHash: '-', purpose: 'teach', locale: 'zh-CN' })
	.returning();
await db
	.insert(memberships)
	.values({ organizationId: university!.id, accountId: account!.id, role: 'editor' });
const actor: Actor = {
	accountId: account!.id,
	email: 'a@sample.example',
	emailVerified: true,
	isOperator: false,
	purpose: 'teach',
	sessionHash: ''
};

const file = [
	'title_zh,text_zh,title_en,hours',
	'脑电基础,用 Python 分析 EEG 数据,EEG basics,48',
	'无正文课程,,No text,16'
].join('\n');
const upload = (text: string) =>
	keepUpload(app, actor, 'jinling', 'courses.csv', new TextEncoder().encode(text));
const defaults = { type: 'course', studyLevel: 'master', mode: 'onsite' } as const;
const choices = (columns: string[], more: Partial<ImportChoices> = {}): ImportChoices => ({
	mapping: guessMapping(columns),
	defaults,
	without: [],
	publishUntil: null,
	district: null,
	reasons: {},
	...more
});
const run = async (text: string, more: Partial<ImportChoices> = {}) =>
	importKept(app, actor, 'jinling', await upload(text), choices(text.split('\n')[0]!.split(','), more));
const rows = () =>
	db
		.select()
		.from(listings)
		.innerJoin(courses, eq(courses.listingId, listings.id))
		.orderBy(listings.externalId);
const refused = (attempt: Promise<unknown>) =>
	attempt.then(
		() => 'accepted',
		(error: unknown) => (isRefusal(error) ? error.fields : error)
	);

test('a preview recognises skills and writes nothing', async () => {
	const { table } = await keptTable(app, actor, 'jinling', await upload(file));
	const preview = await previewTable(db, table, guessMapping(table.columns), defaults);
	expect(preview.skills).toEqual([
		{ id: 'eeg', courses: 2 - 1 },
		{ id: 'python', courses: 1 }
	]);
	expect(await rows()).toEqual([]);
});

test('importing the same file twice makes every course once', async () => {
	expect(await run(file)).toEqual({ made: 2, changed: 0 });
	expect(await run(file.replace('48', '64'))).toEqual({ made: 0, changed: 2 });
	const stored = await rows();
	expect(stored.map(({ courses: { hours } }) => hours)).toEqual(expect.arrayContaining([64, 16]));
	expect(stored.map(({ listings: { state, version } }) => `${state} ${version}`)).toEqual([
		'draft 2',
		'draft 2'
	]);
});

test('published at once, a course without a text stays a draft', async () => {
	await run(file, { publishUntil: '2027-01-31' });
	const states = Object.fromEntries(
		(await rows()).map(({ listings: { titleZh, state, district } }) => [titleZh, [state, district]])
	);
	expect(states).toEqual({ 脑电基础: ['open', 'gulou'], 无正文课程: ['draft', 'gulou'] });
});

test('an unticked skill is left out', async () => {
	await run(file, { without: ['python'] });
	const stored = await db
		.select({ skill: listingSkills.skillId, relation: listingSkills.relation })
		.from(listingSkills);
	expect(stored).toEqual([{ skill: 'eeg', relation: 'taught' }]);
});

test('one wrong row refuses the whole file', async () => {
	const before = await rows();
	expect(await refused(run(`${file}\n好课程,正文,Good,很多`))).toEqual({ file: 'import_problem_rows' });
	expect(await rows()).toEqual(before);
});

test('a picture is refused and not kept', async () => {
	const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]);
	expect(await refused(keepUpload(app, actor, 'jinling', 'a.png', png))).toEqual({
		file: 'import_problem_notText'
	});
});

test('a file with the same course twice takes the later row', async () => {
	await run(`${file}\n脑电基础,后来的正文,EEG basics,32`);
	const [course] = (await rows()).filter(({ listings: { titleZh } }) => titleZh === '脑电基础');
	expect([course?.courses.hours, course?.listings.textZh]).toEqual([32, '后来的正文']);
});

test('words that break a posting rule keep a row from being imported, and name their rule', async () => {
	const id = await upload('课程名称,简介\n脑电导论,仅限男生报名\n');
	const { table } = await keptTable(app, actor, 'jinling', id);
	const preview = await previewTable(db, table, guessMapping(table.columns), defaults);
	expect(preview.ready).toEqual([]);
	expect(preview.problems).toMatchObject([
		{ row: 2, problems: [{ field: 'textZh', rule: 'gender', words: '仅限男生' }] }
	]);
});

test('a course whose words ask for a reason is published with one, and else stays a draft', async () => {
	const text = '课程名称,简介\n少年班,年龄25岁以下\n';
	const stateOf = async () =>
		(await rows()).find(({ listings: { titleZh } }) => titleZh === '少年班')?.listings.state;
	await run(text, { publishUntil: '2027-06-30' });
	expect(await stateOf()).not.toBe('open');
	await run(text, { publishUntil: '2027-06-30', reasons: { age: '招生政策规定' } });
	expect(await stateOf()).toBe('open');
	await run(text, { publishUntil: '2027-06-30' });
	expect(await stateOf()).toBe('closed');
});
