// Which engine this site searches with: made once for an App, from its configuration.
import type { App } from '#lib/server/app.ts';
import { withFallback } from '#lib/server/search/fallback.ts';
import { meilisearchEngine } from '#lib/server/search/meilisearch.ts';
import type { SearchEngine } from '#lib/server/search/port.ts';
import { postgresEngine } from '#lib/server/search/postgres.ts';

const engines = new WeakMap<App, SearchEngine>();

/** The App's engine; `app.searchName` follows it. */
export function searchEngine(app: App): SearchEngine {
	let engine = engines.get(app);
	if (!engine) engines.set(app, (engine = makeEngine(app)));
	return engine;
}

/** Puts another engine in its place. Only tests do. */
export function setSearchEngine(app: App, engine: SearchEngine): void {
	engines.set(app, engine);
}

function makeEngine(app: App): SearchEngine {
	const { meiliUrl, meiliKey, meiliPrefix } = app.environment;
	const postgres = postgresEngine(app.sql);
	app.searchName = meiliUrl ? 'meilisearch' : 'postgres';
	if (!meiliUrl) return postgres;
	const main = meilisearchEngine({ url: meiliUrl, key: meiliKey, prefix: meiliPrefix });
	return withFallback(main, postgres, Date.now, (name) => (app.searchName = name));
}
