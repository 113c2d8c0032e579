import { expect, test } from 'vitest';
import { emptyFilters, facets } from '#lib/search/query.ts';
import { listingCorpus } from '#lib/server/search/corpus.ts';
import { withFallback } from '#lib/server/search/fallback.ts';
import {
	EngineDown,
	type EngineQuery,
	type FacetCounts,
	type SearchEngine
} from '#lib/server/search/port.ts';

const filters = emptyFilters();
const none = Object.fromEntries(facets.map((facet) => [facet, new Map()])) as unknown as FacetCounts;
const query: EngineQuery = {
	corpus: listingCorpus,
	none: [],
	where: undefined,
	some: undefined,
	ranking: [],
	filters,
	payFrom: undefined,
	payTo: undefined,
	starts: undefined,
	closesBy: undefined,
	publishedSince: undefined,
	sort: 'new',
	today: '2026-11-23',
	offset: 0,
	limit: 20
};

/** An engine that answers with its own name, or fails, and counts how often it was asked. */
function engine(name: 'meilisearch' | 'postgres') {
	const state = { failure: undefined as Error | undefined, asked: 0, hangs: false };
	const own: SearchEngine = {
		name,
		async search<F extends string>() {
			state.asked++;
			if (state.hangs) await new Promise(() => {});
			if (state.failure) throw state.failure;
			return { ids: [name], ranked: true, total: 1, facets: none as FacetCounts<F> };
		}
	};
	return Object.assign(state, { own });
}

function setUp() {
	const [main, spare] = [engine('meilisearch'), engine('postgres')];
	const clock = { now: 100_000 };
	const told: string[] = [];
	const both = withFallback({
		main: main.own,
		spare: spare.own,
		probe: () => main.own.search(query),
		now: () => clock.now,
		told: (name) => told.push(name)
	});
	const answered = async () => {
		const [id] = (await both.engine.search(query)).ids;
		// The probe that a search may have begun ends in the background.
		await new Promise((resolve) => setTimeout(resolve));
		return id;
	};
	return { main, clock, told, both, answered };
}

test('PostgreSQL answers while Meilisearch is down, and Meilisearch again once a probe succeeded', async () => {
	const { main, clock, told, both, answered } = setUp();
	expect(await answered()).toBe('meilisearch');
	main.failure = new EngineDown('down');
	expect(await answered()).toBe('postgres');
	expect(both.engine.name).toBe('fallback');
	main.failure = undefined;
	expect(await answered()).toBe('postgres');
	clock.now += 1_000;
	expect(await answered()).toBe('postgres');
	expect(await answered()).toBe('meilisearch');
	expect(both.engine.name).toBe('meilisearch');
	expect(told).toEqual(['fallback', 'meilisearch']);
});

test('an engine that is down is asked once in a while, by one probe, later and later', async () => {
	const { main, clock, both, answered } = setUp();
	main.failure = new EngineDown('down');
	await answered();
	for (let i = 0; i < 10; i++) await answered();
	expect(main.asked).toBe(1);
	clock.now += 1_000;
	await Promise.all([both.engine.search(query), both.engine.search(query), both.engine.search(query)]);
	await answered();
	expect(main.asked).toBe(2);
	clock.now += 1_000;
	await answered();
	expect(main.asked).toBe(2);
	clock.now += 1_000;
	await answered();
	expect(main.asked).toBe(3);
});

test('one that hangs is given up, and then no search waits for it', async () => {
	const { main, answered } = setUp();
	main.hangs = true;
	expect(await answered()).toBe('postgres');
	expect(await answered()).toBe('postgres');
	expect(main.asked).toBe(1);
});

test('a query that Meilisearch refuses is answered by PostgreSQL, and the next one by Meilisearch', async () => {
	const { main, told, answered } = setUp();
	main.failure = new Error('invalid filter');
	expect(await answered()).toBe('postgres');
	main.failure = undefined;
	expect(await answered()).toBe('meilisearch');
	expect(told).toEqual([]);
});

test('it heals without a search when it is told that the index was filled', async () => {
	const { main, both, told, answered } = setUp();
	main.failure = new EngineDown('the index is not whole');
	await answered();
	main.failure = undefined;
	await both.recheck();
	expect(told).toEqual(['fallback', 'meilisearch']);
});
