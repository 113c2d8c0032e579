// An engine's answer from what is in memory: the documents that hold the words are filtered and counted, and the page
// or the likeliest candidates are chosen. It asks no database, and does not rank.
import { heldBack, saturation, weights } from '#lib/search/bm25.ts';
import { hasAny, marked, type Columns } from '#lib/server/search/column-store.ts';
import {
	dayNumber,
	mostCandidates,
	sortsByRank,
	type EngineAnswer,
	type EngineQuery,
	type FacetCounts,
	type RankingTerm,
	type ValueCounts
} from '#lib/server/search/port.ts';
import { hash } from '#lib/text/hash.ts';

/** Documents by their numbers; each with the sum of what the terms it holds are worth, where that was asked for. */
export type Holding = { numbers: Int32Array | number[]; worth: ReadonlyMap<number, number> | undefined };

/** Answers from the documents that hold the words; from all of them when there are no words. */
export function answerFrom<F extends string>(
	columns: Columns,
	found: Holding | undefined,
	query: EngineQuery<F>
): EngineAnswer<F> {
	const counter = counterOf(columns, query);
	// Nobody sees counts of documents that hold some of the words.
	const strict = strictRows(columns, found, query, query.some ? () => {} : counter.count);
	return {
		ids: idsOf(columns, strict, found, query),
		ranked: !sortsByRank(query),
		total: strict.length,
		facets: counter.counts() as FacetCounts<F>
	};
}

/** The likeliest of all that an engine found, where those are more than can be ranked; nothing is counted. */
export function candidatesFrom(
	columns: Columns,
	found: Holding | undefined,
	query: EngineQuery<string>
): string[] {
	return idsOf(
		columns,
		strictRows(columns, found, query, () => {}),
		found,
		query
	);
}

/** The rows that satisfy the query; `count` hears of each, and of those that miss one chosen facet. */
function strictRows(
	columns: Columns,
	found: Holding | undefined,
	query: EngineQuery<string>,
	count: (row: number, without: number) => void
): number[] {
	const missed = missing(columns, query);
	const passes = passing(columns, query);
	const held = rowsHeld(columns, found);
	const strict: number[] = [];
	for (let at = 0; at < held.length; at++) {
		const row = held[at]!;
		if (!passes(row)) continue;
		const without = missed(row);
		if (without === several) continue;
		if (without === nothing) strict.push(row);
		count(row, without);
	}
	return strict;
}

const idsOf = (
	columns: Columns,
	strict: number[],
	found: Holding | undefined,
	query: EngineQuery<string>
): string[] => place(columns, strict, found?.worth, query).map((row) => columns.documents[row]!.id);

/** The rows of the documents that hold the words; of all without words. */
function rowsHeld({ documents, rowOf }: Columns, found: Holding | undefined): Uint32Array {
	const { numbers } = found ?? {};
	const rows = new Uint32Array(numbers?.length ?? documents.length);
	let filled = 0;
	if (!numbers) {
		for (let row = 0; row < documents.length; row++) if (documents[row]) rows[filled++] = row;
		return rows.subarray(0, filled);
	}
	for (let at = 0; at < numbers.length; at++) {
		const row = rowOf(numbers[at]!);
		if (row !== -1) rows[filled++] = row;
	}
	return rows.subarray(0, filled);
}

/** Counts the facet values of documents: of one that misses a chosen facet only that facet's. */
function counterOf<F extends string>(columns: Columns, query: EngineQuery<F>) {
	const { codes, rows, values } = columns;
	const counts = new Int32Array(values.length);
	const ownUnder = new Map(skillsOf(query).map((skill) => [columns.code(`under:${skill}`), 0]));
	const skillPlace = query.corpus.facets.indexOf('skill' as F);
	const countUnder = (row: number) => {
		for (let at = rows.under[row]!; at < rows.skilled[row]!; at++) {
			const own = ownUnder.get(codes[at]!);
			if (own !== undefined) ownUnder.set(codes[at]!, own + 1);
		}
	};
	return {
		count(row: number, without: number): void {
			const [from, to] = [rows.tags[row]!, rows.under[row]!];
			if (without === nothing) for (let at = from; at < to; at++) counts[codes[at]!]!++;
			else {
				for (let at = from; at < to; at++) if (values[codes[at]!]!.place === without) counts[codes[at]!]!++;
			}
			if (ownUnder.size > 0 && (without === nothing || without === skillPlace)) countUnder(row);
		},
		counts: () => countsOf(columns, counts, ownUnder, query)
	};
}

/** The skills that were chosen: every corpus has them. */
const skillsOf = ({ filters }: EngineQuery<string>) => filters.skill ?? [];

/** What a document may miss besides one facet, by its place in the corpus. */
const [nothing, several] = [-1, -2];

/** The one chosen facet that a document misses, if it misses any. */
function missing(columns: Columns, { corpus, filters }: EngineQuery<string>) {
	const { codes, rows } = columns;
	const { tags, under, skilled } = rows;
	const chosen = corpus.facets.flatMap((facet, place) => {
		if (filters[facet]!.length === 0) return [];
		const isSkill = facet === 'skill';
		const tag = (value: string) => columns.code(`${isSkill ? 'under' : facet}:${value}`) ?? [];
		const wanted = marked(columns, filters[facet]!.flatMap(tag));
		return [{ place, wanted, from: isSkill ? under : tags, to: isSkill ? skilled : under }];
	});
	return (row: number): number => {
		let missed = nothing;
		for (const { place, wanted, from, to } of chosen) {
			if (hasAny(codes, from[row]!, to[row]!, wanted)) continue;
			if (missed !== nothing) return several;
			missed = place;
		}
		return missed;
	};
}

/** Whether a document may be found at all, is still valid and within all ranges. */
function passing(columns: Columns, query: EngineQuery<string>): (row: number) => boolean {
	const { codes, documents, rows } = columns;
	const { payFrom, payTo } = query;
	const today = dayNumber(query.today);
	const closesBy = query.closesBy === undefined ? undefined : dayNumber(query.closesBy);
	const since = query.publishedSince?.getTime();
	const months = query.starts?.flatMap((month) => columns.code(`starts:${month}`) ?? []);
	const starts = months && marked(columns, months);
	const none = new Set(query.none);
	return (row) =>
		rows.validUntil[row]! >= today &&
		(none.size === 0 || !none.has(documents[row]!.id)) &&
		(payFrom === undefined || rows.payTo[row]! >= payFrom) &&
		(payTo === undefined || (rows.payFrom[row]! >= 0 && rows.payFrom[row]! <= payTo)) &&
		(closesBy === undefined || rows.validUntil[row]! <= closesBy) &&
		(since === undefined || rows.publishedAt[row]! >= since) &&
		(starts === undefined || hasAny(codes, rows.tags[row]!, rows.under[row]!, starts));
}

function countsOf(
	columns: Columns,
	counts: Int32Array,
	ownUnder: ReadonlyMap<number | undefined, number>,
	query: EngineQuery<string>
): FacetCounts<string> {
	const found: FacetCounts<string> = {};
	query.corpus.facets.forEach((facet, place) => {
		const codes = columns.facetCodes[place]!;
		// A chosen skill counts with all that lies under it.
		const own = (value: string) =>
			facet === 'skill'
				? ownUnder.get(columns.code(`under:${value}`))
				: counts[codes.get(value) ?? counts.length];
		const chosen = query.filters[facet]!.map((value): [string, number] => [value, own(value) ?? 0]);
		found[facet] = new CodeCounts(codes, counts, new Map(chosen));
	});
	return found;
}

/** The counts of a facet's values, where those of all codes lie: a map of its own would cost more than the counting. */
class CodeCounts implements ValueCounts {
	readonly #codes: ReadonlyMap<string, number>;
	readonly #counts: Int32Array;
	readonly #chosen: ReadonlyMap<string, number>;

	constructor(codes: ReadonlyMap<string, number>, counts: Int32Array, chosen: ReadonlyMap<string, number>) {
		this.#codes = codes;
		this.#counts = counts;
		this.#chosen = chosen;
	}

	get(value: string): number | undefined {
		if (this.#chosen.size > 0 && this.#chosen.has(value)) return this.#chosen.get(value);
		const code = this.#codes.get(value);
		return code === undefined ? undefined : this.#counts[code] || undefined;
	}

	has(value: string): boolean {
		return this.get(value) !== undefined;
	}

	forEach(hear: (count: number, value: string) => void): void {
		this.#chosen.forEach(hear);
		this.#codes.forEach((code, value) => {
			const count = this.#counts[code];
			if (count && !this.#chosen.has(value)) hear(count, value);
		});
	}

	*[Symbol.iterator](): Iterator<[value: string, count: number]> {
		const all: Array<[value: string, count: number]> = [];
		this.forEach((count, value) => all.push([value, count]));
		yield* all;
	}
}

/** The page in order, or the candidates for the ranking. */
function place(
	columns: Columns,
	strict: number[],
	worth: ReadonlyMap<number, number> | undefined,
	query: EngineQuery<string>
): number[] {
	const { documents, rows } = columns;
	const byId = (a: number, b: number) => (documents[a]!.id < documents[b]!.id ? -1 : 1);
	const newest = (a: number, b: number) => rows.publishedAt[b]! - rows.publishedAt[a]! || byId(a, b);
	const closing = (a: number, b: number) => rows.validUntil[a]! - rows.validUntil[b]! || byId(a, b);
	if (sortsByRank(query)) {
		if (strict.length <= mostCandidates) return strict;
		const scores = Float64Array.from(strict, likelihood(columns, worth, query.ranking));
		return best(strict, mostCandidates, (a, b) => scores[b]! - scores[a]! || newest(strict[a]!, strict[b]!));
	}
	const end = query.offset + query.limit;
	const order = query.sort === 'deadline' ? closing : newest;
	return best(strict, end, (a, b) => order(strict[a]!, strict[b]!)).slice(query.offset);
}

/** The first `n` in the order of their places, without ordering the rest. */
function best<T>(all: readonly T[], n: number, order: (a: number, b: number) => number): T[] {
	let kept: number[] = [];
	let last: number | undefined;
	for (let place = 0; place < all.length; place++) {
		if (last !== undefined && order(place, last) > 0) continue;
		kept.push(place);
		if (kept.length < n * 4) continue;
		kept = kept.sort(order).slice(0, n);
		last = kept.at(-1);
	}
	return kept
		.sort(order)
		.slice(0, n)
		.map((place) => all[place]!);
}

/** An estimate of a document's rank from its title and the lengths of its fields; exact for the title's first hits. */
function likelihood(
	{ codes, rows, documents, means: meansOf }: Columns,
	worth: ReadonlyMap<number, number> | undefined,
	terms: RankingTerm[]
): (row: number) => number {
	const means = meansOf();
	const all = terms.reduce((sum, { weight }) => sum + weight, 0);
	const weightOf = weightTable(terms);
	return (row) => {
		let inTitle = 0;
		for (let at = rows.title[row]!; at < rows.end[row]!; at++) inTitle += weightOf(codes[at]!);
		return (
			inTitle * saturation(weights.A, 1, heldBack(weights.A, rows.lengthA[row]!, means.A)) +
			(worth?.get(documents[row]!.number) ?? all) *
				saturation(weights.C, 1, heldBack(weights.C, rows.lengthC[row]!, means.C))
		);
	};
}

/** The weights by the hashes of the terms, for millions of questions: a map takes five times as long. */
function weightTable(terms: readonly RankingTerm[]): (key: number) => number {
	// Four places for each at least, so that most others meet an empty one.
	const size = 2 ** Math.ceil(Math.log2(terms.length * 4 + 4));
	const keys = new Uint32Array(size);
	const weights = new Float64Array(size);
	for (const { term, weight } of terms) {
		const key = hash(term);
		let at = key & (size - 1);
		while (weights[at] !== 0 && keys[at] !== key) at = (at + 1) & (size - 1);
		[keys[at], weights[at]] = [key, weight];
	}
	return (key) => {
		for (let at = key & (size - 1); weights[at] !== 0; at = (at + 1) & (size - 1))
			if (keys[at] === key) return weights[at]!;
		return 0;
	};
}
