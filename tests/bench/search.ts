// `npm run bench -- search [SIZE…]`: search over growing numbers of listings, with PostgreSQL and, where MEILI_URL or
// MEILI_BIN gives one, with Meilisearch: how long a new index takes and how large it is, what the process holds, and
// how long mixed queries with facets, suggestions and whole pages take.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parseQuery, type SearchQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { seeded, type Random } from '#lib/server/demo/random.ts';
import { parseEnvironment, readEnvironment } from '#lib/server/environment.ts';
import { findMeilisearch } from '#lib/server/search/meilisearch-program.ts';
import { startMeilisearch } from '#lib/server/search/meilisearch-server.ts';
import { searchPage } from '#lib/server/search/page.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { findListings } from '#lib/server/search/results.ts';
import { suggest } from '#lib/server/search/suggest.ts';
import { StartError } from '#lib/server/start-error.ts';
import { percentile } from '../evaluation/metrics.ts';
import { withScratch } from '../evaluation/scratch.ts';
import { fillMarketplace } from './marketplace.ts';

const defaultSizes = [1_000, 10_000, 100_000];
const [queries, warmUp] = [1_000, 100];
const seed = 11;
/** What issue and design ask for at 100,000, ms. */
const limits: Record<string, number> = { 'query with facets': 60, suggestions: 15, 'whole page': 150 };

export async function benchSearch(given: readonly string[]): Promise<void> {
	const sizes = given.length > 0 ? given.map(Number) : defaultSizes;
	if (!sizes.every((size) => Number.isInteger(size) && size >= 100))
		throw new StartError('Use npm run bench -- search [SIZE…] with sizes from 100.');
	const folder = await mkdtemp(join(tmpdir(), 'pons-bench-'));
	const outside = await outsideServer(folder);
	try {
		await withScratch(async (newApp) => {
			for (const size of sizes) {
				const alone = await newApp();
				await fillMarketplace(alone, size, 0);
				await benchEngine(alone, 'postgres', size);
				if (outside) {
					const { meiliUrl, meiliKey } = outside;
					const prefix = `bench-${process.pid}-${size}-`;
					const environment = { ...alone.environment, meiliUrl, meiliKey, meiliPrefix: prefix };
					await benchEngine({ ...alone, environment, searchName: 'meilisearch' }, 'meilisearch', size);
				}
				await alone.close();
			}
		});
	} finally {
		await outside?.stop();
		await rm(folder, { recursive: true, force: true });
	}
}

/** The Meilisearch of MEILI_URL, or one of our own where there is a program. */
async function outsideServer(folder: string) {
	const environment = { ...parseEnvironment({}), ...readEnvironment() };
	const { meiliUrl, meiliKey } = environment;
	if (meiliUrl) return { meiliUrl, meiliKey, stop: async () => {} };
	const program = findMeilisearch({ ...environment, databaseUrl: undefined });
	if (!program) return undefined;
	const server = await startMeilisearch({ program, dataDir: folder, report: () => {} });
	return { meiliUrl: server.url, meiliKey: server.key, stop: () => server.stop() };
}

async function benchEngine(app: App, engine: string, size: number): Promise<void> {
	const before = memory();
	const built = await timed(() => rebuildSearch(app));
	const [{ bytes }] = await app.sql<[{ bytes: number }]>`
		select (pg_total_relation_size('search_documents') + pg_total_relation_size('search_terms'))::float8 as bytes`;
	const asked = mixedQueries(await wordsOf(app));
	const row = (...cells: string[]) =>
		console.log(`| ${size.toLocaleString('en')} | ${engine} | ${cells.join(' | ')} |`);
	row(
		'new index',
		`${(built / 1_000).toFixed(1)} s, ${load()}`,
		`${(bytes / 2 ** 20).toFixed(0)} MB in PostgreSQL`
	);
	await measure('query with facets', asked, (query) => findListings(app, query), row);
	if (app.searchName !== engine) throw new StartError(`${engine} stopped answering: see its log.`);
	await measure(
		'suggestions',
		asked.map(({ q }) => q.slice(0, Math.max(2, q.length - 1))),
		(typed) => suggest(app, typed),
		row
	);
	await measure('whole page', asked, (query) => searchPage(app, query), row);
	row(
		'memory',
		`${(memory() - before).toFixed(0)} MB held for search`,
		`${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB resident`
	);
}

async function measure<Asked>(
	name: string,
	asked: readonly Asked[],
	ask: (one: Asked) => Promise<unknown>,
	row: (...cells: string[]) => void
): Promise<void> {
	for (const one of asked.slice(0, warmUp)) await ask(one);
	const times: number[] = [];
	const before = process.cpuUsage();
	for (const one of asked) times.push(await timed(() => ask(one)));
	const { user, system } = process.cpuUsage(before);
	const own = ((user + system) / 1_000 / asked.length).toFixed(1);
	const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(times, share).toFixed(1));
	const over = percentile(times, 0.95) > limits[name]! ? ` (over ${limits[name]} ms)` : '';
	row(name, `p50 ${p50} · p95 ${p95} · p99 ${p99} ms${over}`, `${own} ms of our own CPU each, ${load()}`);
}

/** How busy the machine was: beside other work every time is longer. */
const load = () => `load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`;

/** What people type: names of skills in both languages, shared words, half words, errors, places and kinds. */
export async function wordsOf(app: App) {
	const skills = await app.sql<Array<{ zh: string; en: string }>>`
		select s.zh, s.en from skills s join listing_skills l on l.skill_id = s.id
		group by s.id, s.zh, s.en order by count(*) desc, s.id limit 300`;
	return {
		names: skills.flatMap(({ zh, en }) => [zh, en.toLowerCase()]),
		shared: [
			'信号',
			'算法',
			'工程师',
			'实习',
			'data',
			'engineer',
			'数据分析',
			'研究',
			'导论',
			'neural',
			'脑',
			'接口'
		],
		places: ['江北新区', '鼓楼', '江宁', '岗位', '课程', '硕士', '实习']
	};
}

export function mixedQueries({ names, shared, places }: Awaited<ReturnType<typeof wordsOf>>): SearchQuery[] {
	const random = seeded(seed);
	return Array.from({ length: queries + warmUp }, (_, i) => ({ ...mixed(random, i), page: 1 }));

	function mixed(random: Random, i: number): SearchQuery {
		const name = random.pick(names);
		const q = [
			name,
			`${name} ${random.pick(shared)}`,
			random.pick(shared),
			`${name} ${random.pick(places)}`,
			`${name} ${random.pick(names)}`,
			mistyped(name),
			'',
			`${random.pick(shared)} ${random.pick(places)}`
		][i % 8]!;
		const filters = [
			'',
			'',
			'kind=role',
			'district=jiangbei&kind=role',
			'degree=master',
			'payFrom=8000',
			'sort=new'
		];
		return { ...parseQuery(new URLSearchParams(random.pick(filters))), q };
	}
}

/** A Latin name with two letters swapped; others as they are. */
function mistyped(name: string): string {
	return /^[a-z]{6,}/.test(name) ? `${name.slice(0, 2)}${name[3]}${name[2]}${name.slice(4)}` : name;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await run();
	return performance.now() - started;
}

/** What the process holds after a collection, MB. */
function memory(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return (heapUsed + arrayBuffers) / 2 ** 20;
}
