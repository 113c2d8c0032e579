// What lists of matches are retrieved from: the open roles, and the visible talents, as postings in memory. A copy
// that every process reads for itself and brings up to date before each use, by the time of the last change in
// PostgreSQL; losing it costs a moment. It decides nothing about rights: what a list shows is read again.
import { createPostings, type Line, type Postings } from '#lib/matching/postings.ts';
import type { Idf } from '#lib/matching/types.ts';
import type { Database } from '#lib/server/db/client.ts';

/**
 * `until` is the last day on which the row counts, as a number such as 20261231; undefined when it does not belong to
 * the pool any more. `stamp` changes with every edit of it.
 */
export type PoolRow<Facts> = {
	id: string;
	stamp: string;
	until: number | undefined;
	facts: Facts;
	lines: Line[];
};
export type Stamp = { id: string; stamp: string };

/** How a pool is read. */
export type PoolSource<Facts> = {
	/** Every row that belongs to the pool, in parts. */
	all: (db: Database) => AsyncIterable<PoolRow<Facts>[]>;
	/** PostgreSQL's time, and what changed after an earlier such time, less a minute for slow transactions. */
	changedAfter: (db: Database, time: string | undefined) => Promise<{ now: string; changed: Stamp[] }>;
	rows: (db: Database, ids: string[]) => Promise<PoolRow<Facts>[]>;
	/** What the skills of each owner weigh together. */
	weigh: (postings: Postings, idf: Idf) => Float64Array;
};

/** A pool as of one moment. */
export type Pool<Facts> = {
	readonly postings: Postings;
	readonly ids: readonly string[];
	readonly facts: readonly Facts[];
	/** By slot; 0 where the row has changed or gone. */
	readonly until: readonly number[];
	/** The slot of a row that is in the pool. */
	slotOf: (id: string) => number | undefined;
	/** By slot, for these weights of skills. */
	weights: (idf: Idf) => Float64Array;
};

type Kept<Facts> = Pool<Facts> & {
	/** Puts a row in the place of what was known of it. */
	put: (row: PoolRow<Facts>) => void;
	stampOf: (id: string) => string | undefined;
	isSparse: () => boolean;
	time: string;
};

/** A pool is built anew when so many slots, and this share of them, are of rows that have changed or gone. */
const [sparseFrom, sparseShare] = [1_000, 0.25];

/** Gives the pool of a database, as of a moment after the call. Callers at the same time share the work. */
export function pools<Facts>(source: PoolSource<Facts>) {
	const states = new WeakMap<Database, { running: Promise<Kept<Facts>>; next?: Promise<Kept<Facts>> }>();
	const current = (db: Database): Promise<Pool<Facts>> => {
		const state = states.get(db);
		if (!state) {
			const running = build(source, db);
			states.set(db, { running });
			running.catch(() => states.delete(db));
			return running;
		}
		// What runs already may have asked before the caller's change: the next round has not.
		state.next ??= state.running.then((pool) => {
			const round = refresh(source, db, pool);
			state.running = round;
			delete state.next;
			round.catch(() => states.delete(db));
			return round;
		});
		return state.next;
	};
	return { current, forget: (db: Database) => void states.delete(db) };
}

async function build<Facts>(source: PoolSource<Facts>, db: Database): Promise<Kept<Facts>> {
	const { now } = await source.changedAfter(db, undefined);
	const pool = emptyPool(source, now);
	for await (const rows of source.all(db)) rows.forEach(pool.put);
	return pool;
}

async function refresh<Facts>(source: PoolSource<Facts>, db: Database, pool: Kept<Facts>) {
	if (pool.isSparse()) return build(source, db);
	const { now, changed } = await source.changedAfter(db, pool.time);
	const news = changed.filter(({ id, stamp }) => pool.stampOf(id) !== stamp).map(({ id }) => id);
	if (news.length > 0) (await source.rows(db, news)).forEach(pool.put);
	pool.time = now;
	return pool;
}

function emptyPool<Facts>(source: PoolSource<Facts>, time: string): Kept<Facts> {
	const postings = createPostings();
	const [ids, facts, until]: [string[], Facts[], number[]] = [[], [], []];
	const slots = new Map<string, number>();
	const stamps = new Map<string, string>();
	let weighed: { idf: Idf; size: number; weights: Float64Array } | undefined;
	return {
		postings,
		ids,
		facts,
		until,
		time,
		slotOf: (id) => slots.get(id),
		stampOf: (id) => stamps.get(id),
		put(row) {
			const before = slots.get(row.id);
			if (before !== undefined) until[before] = 0;
			slots.delete(row.id);
			stamps.set(row.id, row.stamp);
			if (row.until === undefined) return;
			slots.set(row.id, postings.add(row.lines));
			ids.push(row.id);
			facts.push(row.facts);
			until.push(row.until);
		},
		isSparse: () => ids.length - slots.size > Math.max(sparseFrom, sparseShare * ids.length),
		weights(idf) {
			if (weighed?.idf !== idf || weighed.size !== ids.length)
				weighed = { idf, size: ids.length, weights: source.weigh(postings, idf) };
			return weighed.weights;
		}
	};
}

/** A day (YYYY-MM-DD) as the number that `until` holds. */
export const dayNumber = (day: string) => Number(day.replaceAll('-', ''));

/** `until` of what counts without an end. */
export const always = 99_991_231;
