// How many listings name a skill or one under it: to offer first what is asked for most. From the columns, and kept
// for half a minute.
import type { Columns } from '#lib/server/search/column-store.ts';

const maxAge = 30_000;
const caches = new WeakMap<Columns, { counts: Uint32Array; readAt: number }>();

/** The frequency of a skill by its id, as it was within the last half minute. */
export function skillFrequency(columns: Columns): (skill: string) => number {
	let cache = caches.get(columns);
	if (!cache || Date.now() - cache.readAt > maxAge) {
		const counts = new Uint32Array(columns.values.length);
		const { codes, rows } = columns;
		for (const { row } of columns.byId.values())
			for (let at = rows.under[row]!; at < rows.skilled[row]!; at++) counts[codes[at]!]!++;
		caches.set(columns, (cache = { counts, readAt: Date.now() }));
	}
	const { counts } = cache;
	return (skill) => counts[columns.code(`under:${skill}`) ?? -1] ?? 0;
}
