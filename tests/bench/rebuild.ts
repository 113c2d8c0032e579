// How long a new search index takes, at 100,000 listings: PostgreSQL's, and Meilisearch's where MEILI_URL or
// MEILI_BIN gives one; and whether searches are answered all the while.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseQuery } from '#lib/search/query.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { readEnvironment } from '#lib/server/environment.ts';
import { findMeilisearch } from '#lib/server/search/meilisearch-program.ts';
import { startMeilisearch } from '#lib/server/search/meilisearch-server.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { findListings } from '#lib/server/search/results.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { addManyListings } from './many-listings.ts';

const listings = Number(process.env.LISTINGS ?? 100_000);

export async function benchRebuild(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'pons-bench-'));
	const database = await startEmbedded({ dataDir: folder, report: console.log });
	const environment = readEnvironment();
	const program = findMeilisearch({ ...environment, databaseUrl: undefined });
	const server = program
		? await startMeilisearch({ program, dataDir: folder, report: console.log })
		: undefined;
	await migrate(database.url);
	const base = { ...environment, databaseUrl: database.url };
	const alone = await createApp({ ...base, meiliUrl: undefined });
	const both = await createApp({ ...base, ...(server && { meiliUrl: server.url, meiliKey: server.key }) });
	try {
		await loadSkills(alone.db);
		const began = Date.now();
		await addManyListings(alone.sql, listings);
		console.log(`${listings} listings made in ${seconds(began)} s`);
		await measure(alone, 'PostgreSQL, from nothing');
		await measure(alone, 'PostgreSQL, beside the old one');
		if (both.environment.meiliUrl) {
			await measure(both, 'PostgreSQL and Meilisearch, from nothing');
			await measure(both, 'PostgreSQL and Meilisearch, beside the old ones');
		}
	} finally {
		await alone.close();
		await both.close();
		await server?.stop();
		await database.erase();
		await rm(folder, { recursive: true, force: true });
	}
}

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1);

/** One rebuild with a search every 50 ms beside it. */
async function measure(app: App, name: string): Promise<void> {
	const waits: number[] = [];
	let [failed, over] = [0, false];
	const searches = (async () => {
		const query = parseQuery(new URLSearchParams('q=脑电'));
		while (!over) {
			const began = performance.now();
			await findListings(app, query).catch(() => failed++);
			waits.push(performance.now() - began);
			await new Promise((done) => setTimeout(done, 50));
		}
	})();
	const began = Date.now();
	const documents = await rebuildSearch(app);
	console.log(`${name}: ${documents} documents in ${seconds(began)} s`);
	over = true;
	await searches;
	waits.sort((a, b) => a - b);
	const at = (share: number) => Math.round(waits[Math.floor(share * (waits.length - 1))]!);
	console.log(
		`  ${waits.length} searches meanwhile: ${failed} failed, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`
	);
}
