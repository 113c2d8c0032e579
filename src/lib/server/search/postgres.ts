// The PostgreSQL engine: full text over our own terms in the tables of documents. It is the embedded default, and the
// fall-back when Meilisearch is down. The database finds what holds the words; filters and counts come from the
// columns in memory.
import type postgres from 'postgres';
import { saturation, type ByField } from '#lib/search/bm25.ts';
import { columnsOf, type Columns, type IndexedDocument } from '#lib/server/search/columns.ts';
import {
	mostCandidates,
	sortsByRank,
	type EngineAnswer,
	type EngineQuery,
	type FacetCounts,
	type RankingTerm,
	type SearchEngine
} from '#lib/server/search/port.ts';
import { hash } from '#lib/text/hash.ts';
import type { Expression } from '#lib/text/tokens.ts';

export function postgresEngine(sql: postgres.Sql): SearchEngine {
	return {
		name: 'postgres',
		async search(query) {
			const { corpus } = query;
			const [columns, found] = await Promise.all([
				columnsOf(sql, corpus, corpus.isPrivate),
				findNumbers(sql, query)
			]);
			return answer(columns, found, query);
		}
	};
}

/** A term between the quotes of PostgreSQL's query language. Everything that reaches a query passes here. */
const quote = (term: string) => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** The expression as text for a tsquery. */
export function toTsquery(expression: Expression): string {
	if (typeof expression === 'string') return quote(expression);
	if ('not' in expression) return `!(${toTsquery(expression.not)})`;
	const [parts, sign] = 'all' in expression ? [expression.all, ' & '] : [expression.any, ' | '];
	return `(${parts.map(toTsquery).join(sign)})`;
}

/** Documents by their numbers; each with the sum of what the terms it holds are worth, where that was asked for. */
type Numbers = { numbers: number[]; worth: Map<number, number> | undefined };

/** What holds the words; undefined when there are none to hold. */
async function findNumbers(sql: postgres.Sql, query: EngineQuery<string>): Promise<Numbers | undefined> {
	if (query.some) return someOf(sql, query, query.some);
	if (!query.where) return undefined;
	const [row] = await sql.unsafe<[{ numbers: string | null }]>(
		`select encode(string_agg(int4send(number), ''::bytea), 'hex') as numbers
		from ${query.corpus.documents} where terms @@ $1::text::tsquery`,
		[toTsquery(query.where)],
		{ prepare: true }
	);
	return { numbers: readNumbers(row.numbers), worth: undefined };
}

function readNumbers(hex: string | null): number[] {
	const bytes = Buffer.from(hex ?? '', 'hex');
	return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32BE(i * 4));
}

/** So many documents are looked at for a search by some of its words, and so many of its words are. */
const mostLookedAt = 20_000;
const mostTerms = 32;

/** Documents with some of the terms: the rarest terms, for as long as they are few. */
async function someOf(
	sql: postgres.Sql,
	{ corpus, where }: EngineQuery<string>,
	terms: RankingTerm[]
): Promise<Numbers> {
	const worth = new Map<number, number>();
	const asked = rarest(terms);
	if (asked.length > 0) {
		const rows = await sql.unsafe<Array<{ place: number; numbers: string | null }>>(
			`select asked.place::int, (select encode(string_agg(int4send(number), ''::bytea), 'hex')
				from ${corpus.documents} where terms @@ asked.term::tsquery) as numbers
			from unnest($1::text[]) with ordinality asked (term, place)`,
			[asked.map(({ term }) => (where ? `${quote(term)} & ${toTsquery(where)}` : quote(term)))],
			{ prepare: true }
		);
		for (const { place, numbers } of rows) {
			const { weight } = asked[place - 1]!;
			for (const number of readNumbers(numbers)) worth.set(number, (worth.get(number) ?? 0) + weight);
		}
	}
	return { numbers: [...worth.keys()], worth };
}

export function rarest(terms: RankingTerm[]): RankingTerm[] {
	const rare = terms.filter(({ df }) => df > 0).sort((a, b) => a.df - b.df || (a.term < b.term ? -1 : 1));
	let documents = 0;
	return rare.slice(0, mostTerms).filter(({ df }, place) => {
		documents += df;
		return place === 0 || documents <= mostLookedAt;
	});
}

type Chosen = { facet: string; codes: number[] };

function answer<F extends string>(
	columns: Columns,
	found: Numbers | undefined,
	query: EngineQuery<F>
): EngineAnswer<F> {
	const chosen = chosenOf(columns, query);
	const counts = new Int32Array(columns.values.length);
	const ownUnder = new Map(skillsOf(query).map((skill) => [columns.code(`under:${skill}`), 0]));
	const strict: IndexedDocument[] = [];
	const documents = found
		? found.numbers.map((number) => columns.byNumber.get(number))
		: columns.byId.values();
	const passes = passing(columns, query);
	for (const document of documents) {
		if (!document || !passes(document)) continue;
		const missed = missedFacet(document, chosen);
		if (missed === 'several') continue;
		if (missed === undefined) strict.push(document);
		for (const code of document.tags) {
			if (missed === undefined || columns.values[code]!.facet === missed) counts[code]!++;
		}
		if (ownUnder.size > 0 && (missed === undefined || missed === 'skill')) {
			for (const code of document.under) {
				if (ownUnder.has(code)) ownUnder.set(code, ownUnder.get(code)! + 1);
			}
		}
	}
	return {
		ids: place(columns, strict, found?.worth, query).map(({ id }) => id),
		ranked: !sortsByRank(query),
		total: strict.length,
		facets: countsOf(columns, counts, ownUnder, query) as FacetCounts<F>
	};
}

/** The skills that were chosen: every corpus has them. */
const skillsOf = ({ filters }: EngineQuery<string>) => filters.skill ?? [];

function chosenOf(columns: Columns, { corpus, filters }: EngineQuery<string>): Chosen[] {
	return corpus.facets
		.filter((facet) => filters[facet]!.length > 0)
		.map((facet) => {
			const prefix = facet === 'skill' ? 'under' : facet;
			return { facet, codes: filters[facet]!.flatMap((value) => columns.code(`${prefix}:${value}`) ?? []) };
		});
}

/** The one chosen facet that a document misses, or 'several'; undefined when it misses none. */
function missedFacet(document: IndexedDocument, chosen: Chosen[]): string | undefined {
	let missed: string | undefined;
	for (const { facet, codes } of chosen) {
		const own = facet === 'skill' ? document.under : document.tags;
		if (codes.some((code) => own.includes(code))) continue;
		if (missed !== undefined) return 'several';
		missed = facet;
	}
	return missed;
}

/** Whether a document may be found at all, is still valid and within all ranges. */
function passing(columns: Columns, query: EngineQuery<string>): (document: IndexedDocument) => boolean {
	const { today, payFrom, payTo, closesBy } = query;
	const since = query.publishedSince?.getTime();
	const starts = query.starts?.flatMap((month) => columns.code(`starts:${month}`) ?? []);
	const none = new Set(query.none);
	return (document) =>
		document.validUntil >= today &&
		!none.has(document.id) &&
		(payFrom === undefined || document.payTo >= payFrom) &&
		(payTo === undefined || (document.payFrom >= 0 && document.payFrom <= payTo)) &&
		(closesBy === undefined || document.validUntil <= closesBy) &&
		(since === undefined || document.publishedAt >= since) &&
		(starts === undefined || starts.some((code) => document.tags.includes(code)));
}

function countsOf(
	columns: Columns,
	counts: Int32Array,
	ownUnder: Map<number | undefined, number>,
	query: EngineQuery<string>
): FacetCounts<string> {
	const found: FacetCounts<string> = Object.fromEntries(
		query.corpus.facets.map((facet) => [
			facet,
			Object.fromEntries(query.filters[facet]!.map((value) => [value, 0]))
		])
	);
	counts.forEach((count, code) => {
		const { facet, value } = columns.values[code]!;
		if (count > 0 && facet) found[facet]![value] = count;
	});
	// A chosen skill counts with all that lies under it.
	for (const skill of skillsOf(query))
		found.skill![skill] = ownUnder.get(columns.code(`under:${skill}`)) ?? 0;
	return found;
}

type Order = (a: IndexedDocument, b: IndexedDocument) => number;
const byId: Order = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const newest: Order = (a, b) => b.publishedAt - a.publishedAt || byId(a, b);
const closing: Order = (a, b) =>
	a.validUntil < b.validUntil ? -1 : a.validUntil > b.validUntil ? 1 : byId(a, b);

/** The page in order, or the candidates for the ranking. */
function place(
	columns: Columns,
	strict: IndexedDocument[],
	worth: Map<number, number> | undefined,
	query: EngineQuery<string>
): IndexedDocument[] {
	if (sortsByRank(query)) {
		if (strict.length <= mostCandidates) return strict;
		const likely = likelihood(columns.means(), worth, query.ranking);
		const scores = new Map(strict.map((document) => [document, likely(document)]));
		return best(strict, mostCandidates, (a, b) => scores.get(b)! - scores.get(a)! || newest(a, b));
	}
	const end = query.offset + query.limit;
	return best(strict, end, query.sort === 'deadline' ? closing : newest).slice(query.offset, end);
}

/** The first `n` in order, without ordering the rest. */
function best(documents: IndexedDocument[], n: number, order: Order): IndexedDocument[] {
	if (documents.length <= n * 4) return [...documents].sort(order).slice(0, n);
	let kept: IndexedDocument[] = [];
	let last: IndexedDocument | undefined;
	for (const document of documents) {
		if (last && order(document, last) > 0) continue;
		kept.push(document);
		if (kept.length < n * 2) continue;
		kept = kept.sort(order).slice(0, n);
		last = kept.at(-1);
	}
	return kept.sort(order).slice(0, n);
}

/** An estimate of a document's rank from its title and the lengths of its fields; exact for the title's first hits. */
function likelihood(
	means: ByField<number>,
	worth: Map<number, number> | undefined,
	terms: RankingTerm[]
): (document: IndexedDocument) => number {
	const all = terms.reduce((sum, { weight }) => sum + weight, 0);
	const keys = terms.map(({ term, weight }) => ({ key: hash(term), weight }));
	return ({ number, title, lengths }) => {
		let inTitle = 0;
		for (const { key, weight } of keys) if (title.includes(key)) inTitle += weight;
		return (
			inTitle * saturation('A', 1, lengths.A, means.A) +
			(worth?.get(number) ?? all) * saturation('C', 1, lengths.C, means.C)
		);
	};
}
