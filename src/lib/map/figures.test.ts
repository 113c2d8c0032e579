import fc from 'fast-check';
import { expect, test } from 'vitest';
import { studyLevels } from '#lib/courses/types.ts';
import { figuresBySkill, inOrder, isUntaught, noFigures, unmet, type Counted } from '#lib/map/figures.ts';
import { listPath, mapOrders, mapPath, parseMapQuery, quarterOf } from '#lib/map/query.ts';
import { districts } from '#lib/organizations/types.ts';

const counted = (skill: string, more: Partial<Counted>): Counted => ({
	...noFigures(),
	skill,
	district: '',
	level: '',
	...more
});
const rows = [
	counted('eeg', { district: 'gulou', roles: 2, headcount: 5 }),
	counted('eeg', { district: 'qixia', roles: 1, headcount: 1 }),
	counted('eeg', { district: 'gulou', level: 'master', courses: 1, seats: 30 }),
	counted('eeg', { district: 'gulou', level: 'doctor', courses: 1, seats: 4 }),
	counted('gcp', { district: 'gulou', roles: 1, headcount: 9 })
];
const all = { district: undefined, level: undefined };

test('a skill has the sum of its districts and study levels', () => {
	expect(figuresBySkill(rows, all).get('eeg')).toMatchObject({
		roles: 3,
		headcount: 6,
		courses: 2,
		seats: 34
	});
});

test('a district keeps what is in it, and a study level changes nothing but courses', () => {
	expect(figuresBySkill(rows, { ...all, district: 'qixia' }).get('eeg')).toMatchObject({
		roles: 1,
		seats: 0
	});
	expect(figuresBySkill(rows, { ...all, level: 'master' }).get('eeg')).toMatchObject({ roles: 3, seats: 30 });
});

test('the widest gap comes first, and what is alike stays in the order of the tree', () => {
	const line = (id: string, headcount: number, seats: number) => ({ ...noFigures(), id, headcount, seats });
	const lines = [line('a', 5, 9), line('b', 9, 2), line('c', 5, 7), line('d', 8, 0)];
	expect(inOrder(lines, 'unmet').map(({ id }) => id)).toEqual(['d', 'b', 'a', 'c']);
	expect(inOrder(lines, 'wanted').map(({ id }) => id)).toEqual(['b', 'd', 'a', 'c']);
	expect(inOrder(lines, 'tree')).toEqual(lines);
	expect(unmet(lines[0]!)).toBe(0);
});

test('a skill is untaught when roles ask for it and no course gives it, with seats or without', () => {
	expect(isUntaught({ roles: 1, courses: 0 })).toBe(true);
	expect(isUntaught({ roles: 1, courses: 1 })).toBe(false);
	expect(isUntaught({ roles: 0, courses: 0 })).toBe(false);
});

test('any address of the map is read without an error, and its canonical form means the same', () => {
	const name = fc.constantFrom('group', 'district', 'level', 'quarter', 'order', 'all', 'other');
	const value = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('eeg', '2026Q3', ...districts, ...studyLevels, ...mapOrders)
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
			const query = parseMapQuery(new URLSearchParams(pairs));
			expect(parseMapQuery(new URL(mapPath(query), 'http://x').searchParams)).toEqual(query);
		})
	);
});

test('a number leads to the search with the same filters', () => {
	const query = { district: 'gulou', level: 'master' } as const;
	expect(listPath('role', 'eeg', query)).toBe('/search?kind=role&skill=eeg&district=gulou');
	expect(listPath('course', 'eeg', query)).toBe('/search?kind=course&district=gulou&level=master&gives=eeg');
	expect(listPath('base', 'eeg', query)).toBe('/search?kind=base&district=gulou&gives=eeg');
});

test('a quarter begins in January, April, July and October', () => {
	expect(['2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual(['2026Q1', '2026Q2', '2026Q4']);
});
