// Which engine this process searches with, and which indexes it feeds: made once for an App, from its configuration.
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { withCandidates } from '#lib/server/search/candidates.ts';
import { corpora, listingCorpus, talentCorpus } from '#lib/server/search/corpus.ts';
import { withFallback } from '#lib/server/search/fallback.ts';
import { meilisearchClient } from '#lib/server/search/meilisearch-client.ts';
import { meilisearchIndex } from '#lib/server/search/meilisearch-index.ts';
import { meilisearchEngine } from '#lib/server/search/meilisearch.ts';
import type { SearchEngine, SearchIndex } from '#lib/server/search/port.ts';
import { postgresIndex } from '#lib/server/search/postgres-index.ts';
import { postgresEngine } from '#lib/server/search/postgres.ts';

export type Search = {
	engine: SearchEngine;
	/** PostgreSQL's own index of listings, always fed; inside a transaction, or by the pool. */
	copy: (sql: postgres.Sql | postgres.TransactionSql) => SearchIndex;
	/** The same of talents. */
	talents: (sql: postgres.Sql | postgres.TransactionSql) => SearchIndex;
	/** Meilisearch's, of listings and of talents; none where there is no Meilisearch. */
	outside: readonly SearchIndex[];
	/** Asks Meilisearch whether it answers; `app.searchName` says it then. */
	recheck: () => Promise<void>;
};

/** A process that nobody searches in notices all the same when Meilisearch goes, ms. */
const checkEvery = 15_000;

// The commands and the built server load this module separately, and share the App with what belongs to it.
const key = Symbol.for('pons.search');
const holder = globalThis as { [key]?: WeakMap<App, Search> };
const made = (holder[key] ??= new WeakMap());

/** The App's engine; `app.searchName` follows it. */
export function searchEngine(app: App): SearchEngine {
	return searchOf(app).engine;
}

export function searchOf(app: App): Search {
	let search = made.get(app);
	if (!search) made.set(app, (search = make(app)));
	return search;
}

/** Puts others in their place. Only tests do. */
export function setSearch(app: App, changes: Partial<Search>): void {
	made.set(app, { ...searchOf(app), ...changes });
}

function make(app: App): Search {
	const { meiliUrl, meiliKey, meiliPrefix } = app.environment;
	const spare = postgresEngine(app.sql);
	app.searchName = meiliUrl ? 'meilisearch' : 'postgres';
	const copies = {
		copy: (sql: postgres.Sql | postgres.TransactionSql) => postgresIndex(sql, listingCorpus),
		talents: (sql: postgres.Sql | postgres.TransactionSql) => postgresIndex(sql, talentCorpus)
	};
	if (!meiliUrl) return { engine: spare, ...copies, outside: [], recheck: async () => {} };
	const own = Object.values(corpora);
	const client = meilisearchClient({ url: meiliUrl, key: meiliKey, prefix: meiliPrefix });
	const { engine: found, recheck } = withFallback({
		main: meilisearchEngine(client),
		spare,
		probe: () => Promise.all(own.map(({ index }) => client.find(index, []))),
		told: (name) => (app.searchName = name)
	});
	const engine = withCandidates(found, spare.choose);
	setInterval(() => void (engine.name === 'meilisearch' && recheck()), checkEvery).unref();
	return { engine, ...copies, outside: own.map((corpus) => meilisearchIndex(client, corpus)), recheck };
}
