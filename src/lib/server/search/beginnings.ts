// How an unfinished Latin word may go on: the most frequent terms of the documents that begin with it.
import type postgres from 'postgres';

const mostTerms = 6;
const shortest = 2;
/** Sorts after every letter, by code points and by ICU's rules: so the index finds the range. */
const last = '\uffff';
const maxAge = 60_000;
const mostKept = 5_000;

type Kept = { terms: Map<string, Promise<string[]>>; since: number };
const caches = new WeakMap<postgres.Sql, Kept>();

/** Terms (stems) that begin with a folded word of at least two letters; kept for a minute. */
export function termsBeginning(sql: postgres.Sql, word: string): Promise<string[]> {
	if (word.length < shortest) return Promise.resolve([]);
	let cache = caches.get(sql);
	if (!cache || Date.now() - cache.since > maxAge || cache.terms.size > mostKept) {
		caches.set(sql, (cache = { terms: new Map(), since: Date.now() }));
	}
	const { terms } = cache;
	let known = terms.get(word);
	if (!known) {
		terms.set(word, (known = readTerms(sql, word)));
		known.catch(() => terms.delete(word));
	}
	return known;
}

async function readTerms(sql: postgres.Sql, word: string): Promise<string[]> {
	const rows = await sql<Array<{ term: string }>>`
		select term from search_terms where term >= ${word} and term < ${word + last} and starts_with(term, ${word})
			and documents > 0 and position(' ' in term) = 0
		order by documents desc, term limit ${mostTerms}`;
	return rows.map(({ term }) => term);
}
