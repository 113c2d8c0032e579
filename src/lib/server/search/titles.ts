// Which listings hold terms in their titles: for suggestions, which must come in a few milliseconds. The hashes of
// all titles lie in one array, made from the columns and kept for half a minute; what a term was found in is kept
// with it. It knows ids only: whether a listing may be shown is for the rows to say.
import type postgres from 'postgres';
import type { Columns } from '#lib/server/search/column-store.ts';
import { columnsOf } from '#lib/server/search/columns.ts';
import { hash } from '#lib/text/hash.ts';

type Titles = {
	hashes: Uint32Array;
	/** Where each title ends among the hashes; the last changed listing is the last. */
	ends: Uint32Array;
	ids: string[];
	/** Places of titles by term, the last changed first. */
	places: Map<number, number[]>;
	readAt: number;
};

const maxAge = 30_000;
const mostTerms = 5_000;
const caches = new WeakMap<Columns, Titles>();

/**
 * At most `limit` listings whose titles hold all of the terms of one of the ways to say it, the last changed first.
 * A listing that was published within the last half minute may be missing.
 */
export async function titlesHolding(
	sql: postgres.Sql,
	ways: readonly (readonly string[])[],
	limit: number
): Promise<string[]> {
	const titles = titlesOf(await columnsOf(sql));
	const found = new Set<number>();
	for (const terms of ways) {
		const [rarest, ...others] = terms
			.map((term) => ({ key: hash(term), places: placesOf(titles, hash(term)) }))
			.sort((a, b) => a.places.length - b.places.length);
		if (!rarest) continue;
		let left = limit;
		for (const place of rarest.places) {
			if (!others.every(({ key }) => holds(titles, place, key))) continue;
			found.add(place);
			if (--left === 0) break;
		}
	}
	return [...found]
		.sort((a, b) => b - a)
		.slice(0, limit)
		.map((place) => titles.ids[place]!);
}

function titlesOf(columns: Columns): Titles {
	const known = caches.get(columns);
	if (known && Date.now() - known.readAt < maxAge) return known;
	const documents = [...columns.byId.values()];
	const { title, end } = columns.rows;
	const length = documents.reduce((sum, { row }) => sum + end[row]! - title[row]!, 0);
	const titles: Titles = {
		hashes: new Uint32Array(length),
		ends: new Uint32Array(documents.length),
		ids: documents.map(({ id }) => id),
		places: new Map(),
		readAt: Date.now()
	};
	let at = 0;
	documents.forEach(({ row }, place) => {
		titles.hashes.set(columns.codes.subarray(title[row], end[row]), at);
		titles.ends[place] = at += end[row]! - title[row]!;
	});
	caches.set(columns, titles);
	return titles;
}

function placesOf(titles: Titles, key: number): number[] {
	const { hashes, ends, places } = titles;
	let known = places.get(key);
	if (known) return known;
	known = [];
	for (let at = hashes.indexOf(key); at !== -1; at = hashes.indexOf(key, at + 1))
		known.push(titleAt(ends, at));
	known.reverse();
	if (places.size >= mostTerms) places.clear();
	places.set(key, known);
	return known;
}

/** The title that a hash belongs to. */
function titleAt(ends: Uint32Array, at: number): number {
	let [low, high] = [0, ends.length - 1];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (ends[middle]! > at) high = middle;
		else low = middle + 1;
	}
	return low;
}

function holds({ hashes, ends }: Titles, place: number, key: number): boolean {
	const end = ends[place]!;
	for (let at = place === 0 ? 0 : ends[place - 1]!; at < end; at++) if (hashes[at] === key) return true;
	return false;
}
