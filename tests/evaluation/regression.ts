// The project's own cases: searches as people of this field type them, on the demo marketplace. What the fields of a
// case mean stands in bci/README.md.
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { parseQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { readDemoFiles } from '#lib/server/demo/files.ts';
import { loadDemo } from '#lib/server/demo/load.ts';
import { findListings } from '#lib/server/search/results.ts';
import { comparable } from '#lib/server/search/testing.ts';
import { answered, deepest, find, indexedApp, searchAsk, type Engine } from './ask-search.ts';
import type { Row } from './evaluate.ts';
import { measure } from './measure.ts';
import type { Grades } from './metrics.ts';
import type { NewApp } from './scratch.ts';
import { linesOf, parse } from './set.ts';

const keys = v.optional(v.array(v.string()), []);
const caseSchema = v.object({
	id: v.string(),
	text: v.string(),
	kind: v.string(),
	must: keys,
	first: keys,
	not: keys
});
type Case = v.InferOutput<typeof caseSchema>;

/** Places among which everything expected must be. */
const depth = 10;

const readCases = async (file: string) =>
	linesOf(await readFile(file, 'utf8')).map(({ line, number }) =>
		parse(caseSchema, line, `${file}, line ${number}`)
	);

/** The row of all cases (expected listings are grade 1, those at the top 2), and a line for each that does not hold. */
export async function runCases(
	newApp: NewApp,
	file: string,
	engine: Engine
): Promise<{ row: Row; broken: string[]; cases: number }> {
	const cases = await readCases(file);
	const { app, end } = await indexedApp(newApp, engine, loadDemo);
	try {
		const listings = await demoListings(app);
		const measured = await measure(cases, gradesOf(cases, listings), searchAsk(app, engine));
		const broken: string[] = [];
		for (const one of cases) broken.push(...(await problemOf(app, one, listings)));
		return { row: { set: 'bci', task: 'search', engine, ...measured }, broken, cases: cases.length };
	} finally {
		await end();
	}
}

/** The cases that the engines answer differently: with other listings, another order or other counts. */
export async function differingCases(newApp: NewApp, file: string): Promise<string[]> {
	const cases = await readCases(file);
	const { app, end } = await indexedApp(newApp, 'meilisearch', loadDemo);
	const other = { ...app, environment: { ...app.environment, meiliUrl: undefined } };
	try {
		const differing: string[] = [];
		for (const { id, text } of cases) {
			const query = parseQuery(new URLSearchParams({ q: text }));
			const found = await answered(app, 'meilisearch', () => findListings(app, query, deepest));
			const expected = await findListings(other, query, deepest);
			if (!isDeepStrictEqual(comparable(found), comparable(expected))) differing.push(id);
		}
		return differing;
	} finally {
		await end();
	}
}

type Listing = { id: string; isOpen: boolean };
/** By `kind:key`. */
type Listings = ReadonlyMap<string, Listing>;

async function demoListings({ sql }: App): Promise<Listings> {
	const files = await readDemoFiles();
	const rows = await sql<(Listing & { kind: string; title: string })[]>`
		select id, kind, coalesce(title_zh, title_en) as title, state = 'open' as "isOpen" from listings`;
	const byTitle = new Map(rows.map((row) => [`${row.kind}:${row.title}`, row]));
	const kinds = [
		['role', files.roles],
		['course', files.courses],
		['base', files.bases]
	] as const;
	return new Map(
		kinds.flatMap(([kind, list]) =>
			list.map(({ key, titleZh, titleEn }): [string, Listing] => [
				`${kind}:${key}`,
				byTitle.get(`${kind}:${titleZh ?? titleEn}`)!
			])
		)
	);
}

function listingOf(listings: Listings, key: string, id: string): Listing {
	const listing = listings.get(key);
	if (!listing) throw new Error(`${id}: the demo has no listing ${key}`);
	return listing;
}

function gradesOf(cases: readonly Case[], listings: Listings): ReadonlyMap<string, Grades> {
	const judged = cases.filter(({ must }) => must.length > 0);
	return new Map(
		judged.map(({ id, must, first }) => [
			id,
			new Map(must.map((key) => [listingOf(listings, key, id).id, first.includes(key) ? 2 : 1]))
		])
	);
}

/** What is wrong with the answer to a case, in a line; nothing when it holds. */
async function problemOf(app: App, one: Case, listings: Listings): Promise<string[]> {
	const { ids, more } = await find(app, one.text);
	const all = await find(app, one.text, deepest);
	const top = [...ids, ...more].slice(0, depth);
	const idOf = (key: string) => listingOf(listings, key, one.id).id;
	const missing = one.must.filter((key) => !top.includes(idOf(key)));
	const late = one.first.filter((key) => top.indexOf(idOf(key)) >= one.first.length);
	const wrong = one.not.filter((key) => {
		const { id, isOpen } = listingOf(listings, key, one.id);
		return all.ids.includes(id) || ((one.kind === 'minus' || !isOpen) && all.more.includes(id));
	});
	const faults = [
		missing.length > 0 ? `without ${missing.join(', ')}` : '',
		late.length > 0 ? `not first ${late.join(', ')}` : '',
		wrong.length > 0 ? `with ${wrong.join(', ')}` : ''
	].filter(Boolean);
	return faults.length > 0 ? [`${one.id} (${one.text}): ${faults.join('; ')}`] : [];
}
