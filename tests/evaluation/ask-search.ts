// The one place where the evaluation meets the product's search: documents are indexed and queries answered as in
// a site.
import { randomBytes } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { parseQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { searchOf } from '#lib/server/search/engine.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { findListings } from '#lib/server/search/results.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { oneLine, StartError } from '#lib/server/start-error.ts';
import { analyze, documentIds, loadDocuments } from './load.ts';
import type { Ask } from './measure.ts';
import type { NewApp } from './scratch.ts';
import type { SearchSet } from './set.ts';

export type Engine = 'postgres' | 'meilisearch';
export type Asker<Query> = { app: App; ask: Ask<Query>; end: () => Promise<void> };

/** Loads and indexes the documents beside the product's own skills, and answers queries as typed in the box. */
export async function searchAsker(
	newApp: NewApp,
	set: SearchSet,
	engine: Engine
): Promise<Asker<SearchSet['queries'][number]>> {
	const { app, end } = await indexedApp(newApp, engine, async (made) => {
		await loadSkills(made.db);
		await loadDocuments(made, set);
	});
	return { app, ask: searchAsk(app, engine, (listings) => documentIds(set, listings)), end };
}

/**
 * Asks as the search page does: first its own rows and second part, then as deep as is wanted. `idsOf` says what the
 * listings stand for.
 */
export function searchAsk(
	app: App,
	engine: Engine,
	idsOf = (listings: string[]) => listings
): Ask<{ text: string }> {
	return async ({ text }, from) => {
		const { ids, more } = await answered(app, engine, () =>
			find(app, text, from === 0 ? undefined : deepest)
		);
		const listed = [...ids, ...more];
		const next = from === 0 && listed.length > 0 ? listed.length : undefined;
		return { ids: idsOf(listed.slice(from)), next };
	};
}

const attempts = 5;

/** What this engine answers: on a busy machine it may be late, PostgreSQL answers, and it is asked again. */
export async function answered<Answer>(
	app: App,
	engine: Engine,
	ask: () => Promise<Answer>
): Promise<Answer> {
	for (let attempt = 1; attempt <= attempts; attempt++) {
		const answer = await ask();
		if (app.searchName === engine) return answer;
		await searchOf(app).recheck();
	}
	throw new StartError(`${engine} stopped answering: see its log.`);
}

/** How deep a second look goes. */
export const deepest = 1_000;

/** The product's search: what a page lists, and the labelled second part after it. */
export function find(app: App, text: string, limit?: number): Promise<{ ids: string[]; more: string[] }> {
	return findListings(app, parseQuery(new URLSearchParams({ q: text })), limit);
}

/** An App whose listings are all in the index of the engine; `fill` writes them. */
export async function indexedApp(newApp: NewApp, engine: Engine, fill: (app: App) => Promise<unknown>) {
	const outside = engine === 'meilisearch' ? outsideServer() : undefined;
	const app = await newApp(outside?.variables);
	const end = async () => {
		await outside?.erase();
		await app.close();
	};
	try {
		await fill(app);
		await analyze(app);
		await rebuildSearch(app);
		await analyze(app);
		return { app, end };
	} catch (error) {
		await end();
		throw error;
	}
}

/** The Meilisearch of MEILI_URL, with index names that nobody else has. */
function outsideServer() {
	const { MEILI_URL, MEILI_KEY } = process.env;
	if (!MEILI_URL)
		throw new StartError(
			'--engine meilisearch needs MEILI_URL, and MEILI_KEY where the server asks for a key.'
		);
	const prefix = `evaluation-${randomBytes(6).toString('hex')}-`;
	const client = new Meilisearch({
		host: MEILI_URL,
		...(MEILI_KEY ? { apiKey: MEILI_KEY } : {}),
		timeout: 30_000
	});
	return {
		variables: { MEILI_URL, MEILI_KEY, MEILI_PREFIX: prefix },
		async erase() {
			try {
				const { results } = await client.getRawIndexes({ limit: 1_000 });
				for (const { uid } of results) if (uid.startsWith(prefix)) await client.deleteIndex(uid);
				if (!MEILI_KEY) return;
				const keys = await client.getKeys({ limit: 1_000 });
				for (const { name, uid } of keys.results) if (name?.includes(prefix)) await client.deleteKey(uid);
			} catch (error) {
				console.error(
					`pons: The indexes ${prefix}* could not be removed from Meilisearch: ${oneLine(error)}`
				);
			}
		}
	};
}
