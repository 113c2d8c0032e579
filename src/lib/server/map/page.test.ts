import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { isUntaught } from '#lib/map/figures.ts';
import { listPath, parseMapQuery } from '#lib/map/query.ts';
import { parseQuery } from '#lib/search/query.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadDemo } from '#lib/server/demo/load.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { mapCsv } from '#lib/server/map/csv.ts';
import { mapPage, widestGaps } from '#lib/server/map/page.ts';
import { skillFigures } from '#lib/server/map/skill.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { totalOf } from '#lib/server/search/facets.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { searchApp } from '#lib/server/search/testing.ts';
import { needsInSnapshot, takeSnapshot } from '#lib/server/skills/snapshot.ts';
import { talents, talentSkills } from '#lib/server/talents/table.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
const ask = (address = '') => parseMapQuery(new URLSearchParams(address));
const lineOf = async (id: string, address = 'all&order=tree') =>
	(await mapPage(app, ask(address))).skills.find((line) => line.id === id);

beforeAll(async () => {
	await loadDemo(app);
	while ((await drainOutbox(app)) > 0);
	// A site that begins today.
	await connection.sql`truncate skill_snapshots, snapshot_days`;
	await takeSnapshot(app);
}, 60_000);

describe('the numbers of the map', () => {
	const scopes = [
		'',
		'district=jiangbei',
		'district=gulou&level=master',
		'level=continuing',
		'group=neural-electrodes'
	];

	it.each(scopes)('are those of the lists they lead to (%s)', async (scope) => {
		const query = ask(`${scope}&all`);
		const { parts, skills } = await mapPage(app, query);
		const listed = [...parts, ...skills.slice(0, 25)].flatMap(({ id, roles, courses, bases }) => [
			{ path: listPath('role', id, query), number: roles },
			{ path: listPath('course', id, query), number: courses },
			{ path: listPath('base', id, query), number: bases }
		]);
		const found = await Promise.all(
			listed.map(async ({ path }) => ({
				path,
				number: await totalOf(app, parseQuery(new URL(path, 'http://x').searchParams))
			}))
		);
		expect(found).toEqual(listed);
		expect(listed.some(({ number }) => number > 1)).toBe(true);
	});

	it('count a role once in a group, however many of its skills the role needs', async () => {
		const { parts } = await mapPage(app, ask());
		const { skills } = await mapPage(app, ask('group=signal-decoding&all'));
		const group = parts.find(({ id }) => id === 'signal-decoding')!;
		expect(group.roles).toBeGreaterThan(0);
		expect(skills.reduce((sum, { roles }) => sum + roles, 0)).toBeGreaterThan(group.roles);
		expect(Math.max(...skills.map(({ roles }) => roles))).toBeLessThanOrEqual(group.roles);
	});

	it('are those of the snapshot of the same day', async () => {
		const [today] = await db.execute<{ day: string }>('select day::text from snapshot_days');
		const before = await mapPage(app, ask('all'));
		await db.execute(`update snapshot_days set day = '2026-09-30'`);
		await db.execute(`update skill_snapshots set day = '2026-09-30'`);
		const then = await mapPage(app, ask('all&quarter=2026Q3'));
		expect(then).toMatchObject({ live: false, day: '2026-09-30', quarters: ['2026Q3'] });
		expect(then.parts).toEqual(before.parts);
		expect(then.skills).toEqual(before.skills);
		await db.execute(`update snapshot_days set day = '${today!.day}'`);
		await db.execute(`update skill_snapshots set day = '${today!.day}'`);
	});

	it('leave out what no search finds: listings of organizations that are not verified', async () => {
		const before = await lineOf('eeg');
		const [{ id }] = (await db
			.select({ id: listings.organizationId })
			.from(listings)
			.innerJoin(listingSkills, eq(listingSkills.listingId, listings.id))
			.where(eq(listingSkills.skillId, 'eeg'))
			.limit(1)) as [{ id: string }];
		await db.update(organizations).set({ verification: 'pending' }).where(eq(organizations.id, id));
		expect(await lineOf('eeg')).not.toEqual(before);
		await db.update(organizations).set({ verification: 'verified' }).where(eq(organizations.id, id));
		expect(await lineOf('eeg')).toEqual(before);
	});

	it('put first the skill with the widest gap, and name what nobody teaches', async () => {
		const { skills } = await mapPage(app, ask());
		const gaps = await widestGaps(app, 3);
		expect(gaps.map(({ id }) => id)).toEqual(skills.slice(0, 3).map(({ id }) => id));
		expect(isUntaught((await lineOf('flexible-electrodes'))!)).toBe(true);
		expect((await skillFigures(app, 'flexible-electrodes')).headcount).toBe(
			(await lineOf('flexible-electrodes'))!.headcount
		);
	});

	it('leave the weights of a match as they were: roles that name the skill itself', async () => {
		const [{ day }] = (await db.execute<{ day: string }>(
			'select day::text from snapshot_days'
		)) as unknown as [{ day: string }];
		const [own] = await db.execute<{
			n: number;
		}>(`select count(distinct s.listing_id)::int as n from listing_skills s
			join listings l on l.id = s.listing_id and l.kind = 'role' and l.state = 'open' where s.skill_id = 'eeg'`);
		expect((await needsInSnapshot(db, day)).get('eeg')).toBe(own!.n);
	});
});

describe('people on the map', () => {
	const exact = async (id: string) => {
		const rows = await db
			.select({ talent: talents.id, visibility: talents.visibility })
			.from(talents)
			.innerJoin(talentSkills, eq(talentSkills.talentId, talents.id))
			.where(eq(talentSkills.skillId, id));
		return rows.filter(({ visibility }) => visibility !== 'hidden').length;
	};

	it('are a multiple of five below the number of profiles that can be found, or not shown', async () => {
		const lines = (await mapPage(app, ask('all'))).skills.slice(0, 40);
		for (const { id, people } of lines) {
			const number = await exact(id);
			expect(people, id).toBe(number < 5 ? null : number - (number % 5));
		}
		expect(lines.some(({ people }) => people === null)).toBe(true);
		expect(lines.some(({ people }) => people !== null)).toBe(true);
	});

	it('are the same in every district and at every study level', async () => {
		const of = async (address: string) =>
			new Map((await mapPage(app, ask(`all&${address}`))).skills.map(({ id, people }) => [id, people]));
		const city = await of('');
		for (const address of ['district=gulou', 'level=master', 'district=luhe&level=doctor'])
			for (const [id, people] of await of(address)) expect(people, id).toBe(city.get(id));
	});

	it('do not count suspended accounts, nor change before the month does', async () => {
		const before = await lineOf('eeg');
		await db.update(accounts).set({ suspendedAt: new Date() });
		expect(await lineOf('eeg')).toEqual(before);
		await takeSnapshot(app);
		expect((await lineOf('eeg'))!.people).toBe(null);
		const later = { ...app, now: () => new Date('2026-11-29T04:00:00Z') };
		await db.update(accounts).set({ suspendedAt: null });
		await takeSnapshot(later);
		expect((await mapPage(later, ask('all'))).skills.find(({ id }) => id === 'eeg')!.people).toBe(null);
		await takeSnapshot(app);
	});

	it('leave in the table to take away as they are on the page, with a byte order mark', async () => {
		const { name, text } = await mapCsv(app, ask('district=gulou'));
		const { parts, skills } = await mapPage(app, ask('district=gulou&all'));
		expect(name).toMatch(/^pons-map-\d{4}-\d\d-\d\d\.csv$/);
		expect(text.startsWith('\ufeff')).toBe(true);
		expect(text.trim().split('\r\n')).toHaveLength(1 + parts.length + skills.length);
		expect(text).toContain('少于 5');
		expect(text).not.toMatch(/,[1-4]\+/);
	});
});
