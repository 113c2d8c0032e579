// The words that documents are made of: how many hold a term, and what a mistyped or unfinished word may stand for.
import type postgres from 'postgres';
import { columnsOf } from '#lib/server/search/columns.ts';
import { listingCorpus, type Corpus } from '#lib/server/search/corpus.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';
import type { EngineQuery } from '#lib/server/search/port.ts';
import { toTsquery } from '#lib/server/search/postgres.ts';
import { stem } from '#lib/text/stem.ts';

const kept = 20_000;
const maxAge = 20_000;
/** How many documents hold a term; and the state of the index in which none holds those with 0. */
type Known = { counts: Map<string, number>; since: number; state: string };

const key = Symbol.for('pons.search.vocabulary');
type Cache = Partial<Record<DocumentKind, Known>>;
const holder = globalThis as { [key]?: WeakMap<object, Cache> };
const caches = (holder[key] ??= new WeakMap());

/** Forgets what was read, so that the next search reads it anew. */
export function forgetVocabulary(sql: postgres.Sql): void {
	caches.delete(sql);
}

/** How many documents hold each term: counts some seconds old, but that none holds it is true of the index as it is. */
export async function documentCounts(
	sql: postgres.Sql,
	terms: Iterable<string>,
	corpus: Corpus = listingCorpus
): Promise<ReadonlyMap<string, number>> {
	const { state } = await columnsOf(sql, corpus);
	const before = state();
	const { counts } = knownOf(sql, corpus, before);
	const missing = [...new Set(terms)].filter((term) => !counts.has(term));
	if (missing.length > 0) {
		const rows = await sql.unsafe<Array<{ term: string; documents: number }>>(
			`select term, documents from ${corpus.terms} where term = any($1::text[])`,
			[missing],
			{ prepare: true }
		);
		// What the index lacked then it may hold by now.
		if (state() === before) for (const term of missing) counts.set(term, 0);
		for (const { term, documents } of rows) counts.set(term, documents);
	}
	return counts;
}

function knownOf(sql: postgres.Sql, corpus: Corpus, state: string): Known {
	let cache = caches.get(sql);
	if (!cache) caches.set(sql, (cache = {}));
	const known = cache[corpus.kind];
	if (!known || Date.now() - known.since > maxAge || known.counts.size > kept) {
		return (cache[corpus.kind] = { counts: new Map(), since: Date.now(), state });
	}
	if (known.state !== state) {
		for (const [term, documents] of known.counts) if (documents === 0) known.counts.delete(term);
		known.state = state;
	}
	return known;
}

/** What is searched, and what the searcher must not find nor count. */
export type Scope<F extends string = string> = Pick<
	EngineQuery<F>,
	'corpus' | 'none' | 'unheard' | 'searchers'
>;

/** Those of the terms that some document holds; in a private corpus one that the searcher may find. */
export async function termsHeld(
	sql: postgres.Sql,
	{ corpus, none }: Scope,
	terms: readonly string[]
): Promise<ReadonlySet<string>> {
	if (terms.length === 0) return new Set();
	if (!corpus.isPrivate) {
		const counts = await documentCounts(sql, terms, corpus);
		return new Set(terms.filter((term) => counts.get(term)! > 0));
	}
	const rows = await sql.unsafe<Array<{ term: string }>>(
		`select term from unnest($1::text[], $2::text[]) as asked (term, query) where exists (
			select 1 from ${corpus.documents} d
			where d.terms @@ asked.query::tsquery and d.${corpus.key} <> all($3::text[]))`,
		[terms as string[], terms.map(toTsquery), none as string[]],
		{ prepare: true }
	);
	return new Set(rows.map(({ term }) => term));
}

/** So many words may stand for a mistyped one. */
const mostMeant = 8;
const shortest = 3;
/** Letters of a stem that a word may begin with, and of the ending that is then taken for a mistake. */
const [shortestStem, longestEnding] = [5, 4];

/**
 * Words of the documents that a Latin word may stand for, when no document holds it: those that begin with it, else
 * those that differ least: by one letter added, lost, changed or swapped, from 8 letters on by two; else the one whose
 * stem it begins with, because the mistake is in the ending or the ending is not whole: decodng, decodin.
 */
export async function meantBy(
	sql: postgres.Sql,
	word: string,
	scope: Scope = { corpus: listingCorpus, none: [] }
): Promise<string[]> {
	const { corpus } = scope;
	const term = stem(word);
	if (!/^[a-z]+$/.test(term) || term.length < shortest) return [];
	const beginning = await sql<Array<{ term: string }>>`
		select term from ${sql(corpus.terms)} where term >= ${word} and term < ${`${word}\uffff`} and documents > 0
			and position(' ' in term) = 0 order by documents desc, term limit ${mostMeant}`;
	const begun = await heldOf(sql, scope, beginning);
	if (begun.length > 0) return begun.map((row) => row.term);
	if (term.length < 4) return [];
	const most = term.length >= 8 ? 2 : 1;
	const rows = await sql<Array<{ term: string; documents: number }>>`
		select term, documents from ${sql(corpus.terms)}
		where documents > 0 and length(term) between ${term.length - most} and ${term.length + most}
			and term >= ${term[0]!} and term < ${`${term[0]!}\uffff`} and position(' ' in term) = 0`;
	const close = rows
		.map((row) => ({ ...row, distance: distance(term, row.term, most) }))
		.filter((row) => row.distance <= most);
	const near = await heldOf(sql, scope, close);
	if (near.length === 0) return stemOf(sql, scope, word);
	const least = Math.min(...near.map((row) => row.distance));
	return near
		.filter((row) => row.distance === least)
		.sort((a, b) => b.documents - a.documents || (a.term < b.term ? -1 : 1))
		.slice(0, mostMeant)
		.map((row) => row.term);
}

/** The longest stem that documents hold and the word begins with. */
async function stemOf(sql: postgres.Sql, scope: Scope, word: string): Promise<string[]> {
	const from = Math.max(shortestStem, word.length - longestEnding);
	const stems = Array.from({ length: Math.max(0, word.length - from) }, (_, i) => word.slice(0, from + i));
	const rows = await sql<Array<{ term: string }>>`
		select term from ${sql(scope.corpus.terms)} where term = any(${stems}) and documents > 0
		order by length(term) desc`;
	return (await heldOf(sql, scope, rows)).slice(0, 1).map(({ term }) => term);
}

/** In a private corpus those that the searcher may know of. */
async function heldOf<Row extends { term: string }>(
	sql: postgres.Sql,
	scope: Scope,
	rows: readonly Row[]
): Promise<readonly Row[]> {
	if (!scope.corpus.isPrivate) return rows;
	const held = await termsHeld(
		sql,
		scope,
		rows.map(({ term }) => term)
	);
	return rows.filter(({ term }) => held.has(term));
}

/** Letters added, lost, changed or swapped with their neighbour (optimal string alignment); above `most` is `most` + 1. */
export function distance(a: string, b: string, most: number): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			let steps = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				steps = Math.min(steps, before[j - 2]! + 1);
			next.push(steps);
		}
		if (Math.min(...next) > most) return most + 1;
		[before, row] = [row, next];
	}
	return Math.min(row[b.length]!, most + 1);
}
