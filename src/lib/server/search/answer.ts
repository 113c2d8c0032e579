// An engine's answer from what is in memory: the documents that hold the words are filtered and counted, and the page
// or the likeliest candidates are chosen. It asks no database, and does not rank.
import { saturation } from '#lib/search/bm25.ts';
import { hasAny, type Columns, type IndexedDocument } from '#lib/server/search/columns.ts';
import {
	dayNumber,
	mostCandidates,
	sortsByRank,
	type EngineAnswer,
	type EngineQuery,
	type FacetCounts,
	type RankingTerm
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
		if (without === nothing) strict.push(document);
		// Nobody sees counts of documents that hold some of the words.
		if (query.some) return;
		const { tags, under, skilled } = document;
		if (without === nothing) {
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
	worth: ReadonlyMap<number, number> | undefined,
	query: EngineQuery<string>
): IndexedDocument[] {
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
	columns: Columns,
	worth: ReadonlyMap<number, number> | undefined,
	terms: RankingTerm[]
): (document: IndexedDocument) => number {
	const { codes } = columns;
	const means = columns.means();
	const all = terms.reduce((sum, { weight }) => sum + weight, 0);
	const weightOf = weightTable(terms);
	return ({ number, title, end, lengths }) => {
		let inTitle = 0;
		for (let at = title; at < end; at++) inTitle += weightOf(codes[at]!);
		return (
			inTitle * saturation('A', 1, lengths.A, means.A) +
			(worth?.get(number) ?? all) * saturation('C', 1, lengths.C, means.C)
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
