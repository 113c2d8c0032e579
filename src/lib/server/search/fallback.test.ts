import { expect, test } from 'vitest';
import { emptyFilters } from '#lib/search/query.ts';
import { withFallback } from '#lib/server/search/fallback.ts';
import { cutCounts, type EngineQuery, type SearchEngine } from '#lib/server/search/port.ts';

const filters = emptyFilters();
const query: EngineQuery = {
	words: [],
	filters,
	payFrom: undefined,
	sort: 'new',
	today: '2026-11-23',
	offset: 0,
	limit: 20
};

/** An engine that answers with its own name, or refuses, and counts how often it was asked. */
function engine(name: 'meilisearch' | 'postgres') {
	const state = { up: true, asked: 0, put: 0 };
	const own: SearchEngine = {
		name,
		async search() {
			state.asked++;
			if (!state.up) throw new Error('down');
			return { ids: [name], ranked: true, total: 1, facets: cutCounts({}, filters) };
		},
		async put() {
			if (!state.up) throw new Error('down');
			state.put++;
		},
		remove: async () => {},
		isWhole: async () => true,
		setWhole: async () => {}
	};
	return Object.assign(state, { own });
}

function setUp() {
	const [main, spare] = [engine('meilisearch'), engine('postgres')];
	const clock = { now: 0 };
	const told: string[] = [];
	const both = withFallback(
		main.own,
		spare.own,
		() => clock.now,
		(name) => told.push(name)
	);
	const answered = async () => (await both.search(query)).ids[0];
	return { main, spare, clock, told, both, answered };
}

test('a search is answered by PostgreSQL while Meilisearch is down, and by Meilisearch when it is back', async () => {
	const { main, clock, told, both, answered } = setUp();
	expect(await answered()).toBe('meilisearch');
	main.up = false;
	expect(await answered()).toBe('postgres');
	expect(both.name).toBe('fallback');
	main.up = true;
	expect(await answered()).toBe('postgres');
	clock.now = 5_000;
	expect(await answered()).toBe('meilisearch');
	expect(both.name).toBe('meilisearch');
	expect(told).toEqual(['fallback', 'meilisearch']);
});

test('an engine that is down is asked once in a while, by one search', async () => {
	const { main, clock, answered } = setUp();
	main.up = false;
	await answered();
	for (let i = 0; i < 10; i++) await answered();
	expect(main.asked).toBe(1);
	clock.now = 5_000;
	await Promise.all([answered(), answered(), answered()]);
	expect(main.asked).toBe(2);
});

test('both engines are fed, and PostgreSQL also when Meilisearch refuses', async () => {
	const { main, spare, both } = setUp();
	await both.put([]);
	main.up = false;
	await expect(both.put([])).rejects.toThrow('down');
	expect([main.put, spare.put]).toEqual([1, 2]);
});
