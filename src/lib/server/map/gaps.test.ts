import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { unmet } from '#lib/map/figures.ts';
import { isRefusal } from '#lib/refusal.ts';
import { parseQuery } from '#lib/search/query.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadDemo } from '#lib/server/demo/load.ts';
import { listingForm } from '#lib/server/listings/edit.ts';
import { publishListing } from '#lib/server/listings/service.ts';
import { listings } from '#lib/server/listings/table.ts';
import { draftForSkill, gapsPage } from '#lib/server/map/gaps.ts';
import { quarterPage, quartersCsv } from '#lib/server/map/quarters.ts';
import { totalOf } from '#lib/server/search/facets.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
const slug = 'jinling-bci-school';
let university: Actor;

beforeAll(async () => {
	await loadDemo(app);
	while ((await drainOutbox(app)) > 0);
	const [row] = await db.select().from(accounts).where(eq(accounts.email, 'university@sample.pons.example'));
	const { id: accountId, email } = row!;
	university = {
		accountId,
		email,
		emailVerified: true,
		isOperator: false,
		purpose: 'teach',
		sessionHash: ''
	};
}, 60_000);

const gapOf = async (id: string) => (await gapsPage(app, university, slug)).gaps.find((gap) => gap.id === id);
const refusal = (attempt: Promise<unknown>) =>
	attempt.then(
		() => 'accepted',
		(error: unknown) => (isRefusal(error) ? error.reason : error)
	);

describe('the gaps of a university', () => {
	it('are what roles ask for and nobody teaches enough of, the widest first', async () => {
		const { gaps } = await gapsPage(app, university, slug);
		expect(gaps.length).toBeGreaterThan(10);
		const widths = gaps.map(unmet);
		expect(widths).toEqual([...widths].sort((a, b) => b - a));
		expect(await gapOf('flexible-electrodes')).toMatchObject({ roles: 3, courses: 0, own: [], signals: 1 });
	});

	it('lead to lists of as many roles as its courses say', async () => {
		const { leads } = await gapsPage(app, university, slug);
		expect(leads.some(({ roles }) => roles > 1)).toBe(true);
		for (const { roles, skills } of leads) {
			const query = parseQuery(new URLSearchParams([['kind', 'role'], ...skills.map((id) => ['skill', id])]));
			expect(await totalOf(app, query)).toBe(roles);
		}
	});

	it('become a draft that gives the skill, and are gone once it is published', async () => {
		const id = await draftForSkill(app, university, slug, { skill: 'flexible-electrodes', kind: 'course' });
		const { kind, state, values } = await listingForm(app, university, slug, id);
		expect({ kind, state }).toEqual({ kind: 'course', state: 'draft' });
		expect(values).toMatchObject({
			titleZh: '柔性电极',
			titleEn: 'Flexible electrodes',
			district: 'gulou',
			skills: [{ name: '柔性电极', relation: 'taught' }]
		});
		expect(await gapOf('flexible-electrodes')).toMatchObject({ courses: 0, own: [{ id, state: 'draft' }] });
		await db
			.update(listings)
			.set({ textZh: '讲授柔性电极。', validUntil: '2026-12-31' })
			.where(eq(listings.id, id));
		await publishListing(app, university, slug, id);
		expect(await gapOf('flexible-electrodes')).toMatchObject({ courses: 1, own: [{ id, state: 'open' }] });
	});

	it('become a base that practises the skill', async () => {
		const id = await draftForSkill(app, university, slug, { skill: 'analog-front-end', kind: 'base' });
		expect(await listingForm(app, university, slug, id)).toMatchObject({
			kind: 'base',
			values: { titleZh: '模拟前端实训基地', skills: [{ relation: 'practised' }] }
		});
	});

	it('are for its members alone', async () => {
		const other = 'ningxi-neurotech';
		expect(await refusal(gapsPage(app, university, other))).toBe('notFound');
		expect(await refusal(draftForSkill(app, university, other, { skill: 'eeg', kind: 'course' }))).toBe(
			'notFound'
		);
		expect(await refusal(draftForSkill(app, university, slug, { skill: 'nothing', kind: 'course' }))).toBe(
			'notFound'
		);
		expect(await refusal(gapsPage(app, undefined, slug))).toBe('signInFirst');
	});
});

describe('the quarterly figures', () => {
	it('are those of the last night of each quarter, with the running one first', async () => {
		const { quarters, quarter, running, rows } = await quarterPage(app, undefined, 'headcount');
		expect(quarters.slice(0, 3)).toEqual(['2026Q4', '2026Q3', '2026Q2']);
		expect({ quarter, running }).toEqual({ quarter: '2026Q4', running: true });
		expect(rows).toHaveLength(14);
		const before = await quarterPage(app, '2026Q2', 'headcount');
		expect(before).toMatchObject({ quarter: '2026Q2', running: false, sample: true });
		expect(before.day! >= '2026-06-24' && before.day! <= '2026-06-30').toBe(true);
		const sum = (page: typeof before) => page.rows.reduce((all, { city }) => all + city, 0);
		expect(sum(before)).toBeLessThan(sum({ ...before, rows }));
	});

	it('add up to the city, as every demo listing names its district', async () => {
		for (const measure of ['headcount', 'seats', 'places'] as const) {
			const { rows } = await quarterPage(app, undefined, measure);
			for (const { city, districts } of rows) expect(districts.reduce((a, b) => a + b, 0)).toBe(city);
		}
	});

	it('leave as a table of every quarter, district and group, with people for the whole city alone', async () => {
		const { text } = await quartersCsv(app);
		const [head, ...lines] = text.trim().split('\r\n');
		const { quarters } = await quarterPage(app, undefined, 'headcount');
		expect(lines).toHaveLength(quarters.length * 13 * 14);
		const people = head!.split(',').indexOf('人才');
		for (const line of lines) {
			const cells = line.split(',');
			expect(cells[people]).toMatch(cells[2] === '全市' ? /^(\d*[05]\+|少于 5)$/ : /^$/);
		}
	});
});
