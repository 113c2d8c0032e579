// The PostgreSQL engine: full text over our own terms in the tables of documents. It is the embedded default, and the
// fall-back when Meilisearch is down. The database finds what holds the words; filters and counts come from the
// columns in memory.
import type postgres from 'postgres';
import { saturation } from '#lib/search/bm25.ts';
import { columnsOf, hasAny, type Columns, type IndexedDocument } from '#lib/server/search/columns.ts';
import {
	dayNumber,
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

const SPECIAL = /['\\]/;

/** A term between the quotes of PostgreSQL's tsquery and tsvector. Everything that reaches either passes here. */
export function quote(term: string): string {
	return SPECIAL.test(term) ? `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${term}'`;
}

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
		`select ${query.corpus.numbers}($1::text::tsquery) as numbers`,
		[toTsquery(query.where)],
		{ prepare: true }
	);
	return { numbers: readNumbers(row.numbers), worth: undefined };
}

/** Numbers of documents as the database's functions give them: 4 bytes each. */
function readNumbers(base64: string | null): number[] {
	const bytes = Buffer.from(base64 ?? '', 'base64');
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
			`select asked.place::int, ${corpus.numbers}(asked.term::tsquery) as numbers
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

function answer<F extends string>(
	columns: Columns,
	found: Numbers | undefined,
	query: EngineQuery<F>
): EngineAnswer<F> {
	const { codes } = columns;
	const missed = missing(columns, query);
	const passes = passing(columns, query);
	const counts = new Int32Array(columns.values.length);
	const ownUnder = new Map(skillsOf(query).map((skill) => [columns.code(`under:${skill}`), 0]));
	const skillPlace = query.corpus.facets.indexOf('skill' as F);
	const strict: IndexedDocument[] = [];
	const look = (document: IndexedDocument) => {
		if (!passes(document)) return;
		const without = missed(document);
		if (without === several) return;
		const { tags, under, skilled } = document;
		if (without === nothing) {
			strict.push(document);
			for (let at = tags; at < under; at++) counts[codes[at]!]!++;
		} else {
			for (let at = tags; at < under; at++)
				if (columns.values[codes[at]!]!.place === without) counts[codes[at]!]!++;
		}
		if (ownUnder.size > 0 && (without === nothing || without === skillPlace)) {
			for (let at = under; at < skilled; at++) {
				const own = ownUnder.get(codes[at]!);
				if (own !== undefined) ownUnder.set(codes[at]!, own + 1);
			}
		}
	};
	if (!found) for (const document of columns.byId.values()) look(document);
	else {
		for (const number of found.numbers) {
			const document = columns.byNumber(number);
			if (document) look(document);
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

/** What a document may miss besides one facet, by its place in the corpus. */
const [nothing, several] = [-1, -2];

/** The one chosen facet that a document misses, if it misses any. */
function missing(columns: Columns, { corpus, filters }: EngineQuery<string>) {
	const { codes } = columns;
	const chosen = corpus.facets.flatMap((facet, place) => {
		if (filters[facet]!.length === 0) return [];
		const isSkill = facet === 'skill';
		const tag = (value: string) => columns.code(`${isSkill ? 'under' : facet}:${value}`) ?? [];
		return [{ place, isSkill, wanted: new Set(filters[facet]!.flatMap(tag)) }];
	});
	return ({ tags, under, skilled }: IndexedDocument): number => {
		let missed = nothing;
		for (const { place, isSkill, wanted } of chosen) {
			if (isSkill ? hasAny(codes, under, skilled, wanted) : hasAny(codes, tags, under, wanted)) continue;
			if (missed !== nothing) return several;
			missed = place;
		}
		return missed;
	};
}

/** Whether a document may be found at all, is still valid and within all ranges. */
function passing(columns: Columns, query: EngineQuery<string>): (document: IndexedDocument) => boolean {
	const { payFrom, payTo } = query;
	const today = dayNumber(query.today);
	const closesBy = query.closesBy === undefined ? undefined : dayNumber(query.closesBy);
	const since = query.publishedSince?.getTime();
	const months = query.starts?.flatMap((month) => columns.code(`starts:${month}`) ?? []);
	const starts = months && new Set(months);
	const none = new Set(query.none);
	return (document) =>
		document.validUntil >= today &&
		(none.size === 0 || !none.has(document.id)) &&
		(payFrom === undefined || document.payTo >= payFrom) &&
		(payTo === undefined || (document.payFrom >= 0 && document.payFrom <= payTo)) &&
		(closesBy === undefined || document.validUntil <= closesBy) &&
		(since === undefined || document.publishedAt >= since) &&
		(starts === undefined || hasAny(columns.codes, document.tags, document.under, starts));
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
const closing: Order = (a, b) => a.validUntil - b.validUntil || byId(a, b);

/** The page in order, or the candidates for the ranking. */
function place(
	columns: Columns,
	strict: IndexedDocument[],
	worth: Map<number, number> | undefined,
	query: EngineQuery<string>
): IndexedDocument[] {
	if (sortsByRank(query)) {
		if (strict.length <= mostCandidates) return strict;
		const likely = likelihood(columns, worth, query.ranking);
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
	columns: Columns,
	worth: Map<number, number> | undefined,
	terms: RankingTerm[]
): (document: IndexedDocument) => number {
	const { codes } = columns;
	const means = columns.means();
	const all = terms.reduce((sum, { weight }) => sum + weight, 0);
	const weights = new Map(terms.map(({ term, weight }) => [hash(term), weight]));
	return ({ number, title, end, lengths }) => {
		let inTitle = 0;
		for (let at = title; at < end; at++) inTitle += weights.get(codes[at]!) ?? 0;
		return (
			inTitle * saturation('A', 1, lengths.A, means.A) +
			(worth?.get(number) ?? all) * saturation('C', 1, lengths.C, means.C)
		);
	};
}
