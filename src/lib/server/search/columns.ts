// What the index holds of every document besides its terms, in memory: to filter, count and order tens of thousands
// of documents in a few milliseconds, which rows cannot. A copy of search_documents that every process reads for
// itself and brings up to date before a search; nothing is lost with it.
import type postgres from 'postgres';
import {
	apply,
	emptyStore,
	forget,
	type Columns,
	type Row,
	type Store
} from '#lib/server/search/column-store.ts';
import { listingCorpus, type Corpus } from '#lib/server/search/corpus.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';

type State = {
	corpus: Corpus;
	store: Store;
	checkedAt: number;
	reading: Promise<void> | undefined;
	/** The reading after that. */
	next: Promise<void> | undefined;
};

/** How long a process that does not feed the index itself may lag behind, ms. */
const lag = 200;
const page = 10_000;

// The commands and the built server load this module separately; what one feeds, the other must notice.
const key = Symbol.for('pons.search.columns');
type States = Partial<Record<DocumentKind, State>>;
const holder = globalThis as { [key]?: { states: WeakMap<object, States>; changes: number } };
const shared = (holder[key] ??= { states: new WeakMap(), changes: 0 });
const seen = new WeakMap<State, number>();

/** Says that this process has just changed the index. */
export function indexChanged(): void {
	shared.changes++;
}

/** The columns as they are now, or a moment ago; `atOnce` as they are after the call. */
export async function columnsOf(
	sql: postgres.Sql,
	corpus: Corpus = listingCorpus,
	atOnce = false
): Promise<Columns> {
	let states = shared.states.get(sql);
	if (!states) shared.states.set(sql, (states = {}));
	const state = (states[corpus.kind] ??= {
		...{ corpus, store: emptyStore(corpus), checkedAt: 0 },
		...{ reading: undefined, next: undefined }
	});
	if (atOnce) await readAfterwards(sql, state);
	else if (Date.now() - state.checkedAt > lag || seen.get(state) !== shared.changes) {
		await (state.reading ?? startReading(sql, state));
	}
	return state.store;
}

function startReading(sql: postgres.Sql, state: State): Promise<void> {
	state.reading = readChanges(sql, state).finally(() => (state.reading = undefined));
	return state.reading;
}

/** What is being read already may have been asked for before the caller's question: the next reading has not. */
function readAfterwards(sql: postgres.Sql, state: State): Promise<void> {
	if (!state.reading) return startReading(sql, state);
	state.next ??= state.reading
		.catch(() => {})
		.then(() => {
			state.next = undefined;
			return state.reading ?? startReading(sql, state);
		});
	return state.next;
}

async function readChanges(sql: postgres.Sql, state: State): Promise<void> {
	const { store } = state;
	const changes = shared.changes;
	const checkedAt = Date.now();
	const [index] = await sql<[{ epoch: string | null }?]>`
		select extract(epoch from built_at)::text as epoch from search_indexes where name = 'postgres'`;
	const epoch = index?.epoch ?? '';
	if (epoch !== store.epoch) forget(store);
	store.epoch = epoch;
	for (;;) {
		const rows = await sql<Row[]>`
			select ${sql(state.corpus.key)} as id, number, change::text, removed, array_to_string(tags, ' ') as tags,
				encode(title, 'base64') as title, length_a as a, length_b as b, length_c as c, pay_from, pay_to,
				(extract(epoch from published_at) * 1000)::bigint::text as published, valid_until
			from ${sql(state.corpus.documents)} d where d.change > ${store.last} order by d.change limit ${page}`;
		for (const row of rows) apply(store, row);
		if (rows.length < page) break;
	}
	state.checkedAt = checkedAt;
	seen.set(state, changes);
}
