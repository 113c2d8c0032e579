// What the index holds of every document besides its terms, in memory: to filter, count and order tens of thousands
// of documents in a few milliseconds, which rows cannot. A copy of search_documents that every process reads for
// itself and brings up to date before a search; nothing is lost with it.
import type postgres from 'postgres';
import { fields, type ByField } from '#lib/search/bm25.ts';
import { listingCorpus, type Corpus } from '#lib/server/search/corpus.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';

export type IndexedDocument = {
	id: string;
	/** Its last change in the table. */
	change: number;
	number: number;
	/** Codes of its facet values, and of the skills named and what lies above them. */
	tags: Uint32Array;
	under: Uint32Array;
	/** Codes of how well each skill is mastered, to order by. */
	skilled: Uint32Array;
	/** Hashes of the terms of its title. */
	title: Uint32Array;
	lengths: ByField<number>;
	payFrom: number;
	payTo: number;
	/** Milliseconds since 1970. */
	publishedAt: number;
	validUntil: string;
	/** Its packed terms, once they were needed. */
	vector: Buffer | undefined;
};

export type Columns = {
	byId: Map<string, IndexedDocument>;
	byNumber: Map<number, IndexedDocument>;
	/** The code of a tag, `facet:value`; undefined when no document has it. */
	code(tag: string): number | undefined;
	/** Tags by code, with the facet they belong to. */
	values: ReadonlyArray<{ facet: string | undefined; value: string }>;
	/** Words by field, on average. */
	means(): ByField<number>;
	/** Bytes of the vectors kept. */
	kept: number;
};

type State = Columns & {
	codes: Map<string, number>;
	corpus: Corpus;
	values: Array<{ facet: string | undefined; value: string }>;
	sums: ByField<number>;
	epoch: string | undefined;
	last: number;
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
	const state = (states[corpus.kind] ??= emptyState(corpus));
	if (atOnce) await readAfterwards(sql, state);
	else if (Date.now() - state.checkedAt > lag || seen.get(state) !== shared.changes) {
		await (state.reading ?? startReading(sql, state));
	}
	return state;
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

function emptyState(corpus: Corpus): State {
	const state: State = {
		corpus,
		byId: new Map(),
		byNumber: new Map(),
		codes: new Map(),
		values: [],
		sums: { A: 0, B: 0, C: 0 },
		kept: 0,
		epoch: undefined,
		last: -1,
		checkedAt: 0,
		reading: undefined,
		next: undefined,
		code: (tag) => state.codes.get(tag),
		means() {
			const { A, B, C } = state.sums;
			const n = Math.max(state.byId.size, 1);
			return { A: A / n, B: B / n, C: C / n };
		}
	};
	return state;
}

type Row = {
	id: string;
	number: number;
	change: string;
	removed: boolean;
	tags: string;
	title: string;
	a: number;
	b: number;
	c: number;
	pay_from: number | null;
	pay_to: number | null;
	published: string;
	valid_until: string;
};

async function readChanges(sql: postgres.Sql, state: State): Promise<void> {
	const changes = shared.changes;
	const checkedAt = Date.now();
	const [index] = await sql<[{ epoch: string | null }?]>`
		select extract(epoch from built_at)::text as epoch from search_indexes where name = 'postgres'`;
	const epoch = index?.epoch ?? '';
	if (epoch !== state.epoch) forget(state);
	state.epoch = epoch;
	for (;;) {
		const rows = await sql<Row[]>`
			select ${sql(state.corpus.key)} as id, number, change::text, removed, array_to_string(tags, ' ') as tags,
				encode(title, 'hex') as title, length_a as a, length_b as b, length_c as c, pay_from, pay_to,
				(extract(epoch from published_at) * 1000)::bigint::text as published, valid_until
			from ${sql(state.corpus.documents)} d where d.change > ${state.last} order by d.change limit ${page}`;
		for (const row of rows) apply(state, row);
		if (rows.length < page) break;
	}
	state.checkedAt = checkedAt;
	seen.set(state, changes);
}

function forget(state: State): void {
	state.byId.clear();
	state.byNumber.clear();
	state.sums = { A: 0, B: 0, C: 0 };
	state.kept = 0;
	state.last = -1;
}

function apply(state: State, row: Row): void {
	const old = state.byId.get(row.id);
	if (old) {
		state.byId.delete(row.id);
		state.byNumber.delete(old.number);
		for (const field of fields) state.sums[field] -= old.lengths[field];
		state.kept -= old.vector?.length ?? 0;
	}
	state.last = Math.max(state.last, Number(row.change));
	if (row.removed) return;
	const document = read(state, row);
	state.byId.set(row.id, document);
	state.byNumber.set(row.number, document);
	for (const field of fields) state.sums[field] += document.lengths[field];
}

function read(state: State, row: Row): IndexedDocument {
	const tags: number[] = [];
	const under: number[] = [];
	const skilled: number[] = [];
	for (const tag of row.tags.split(' ')) {
		// What a listing gives is only ever asked for as a term.
		if (tag === '' || tag.startsWith('gives:')) continue;
		const into = tag.startsWith('under:') ? under : tag.startsWith('skilled:') ? skilled : tags;
		into.push(codeFor(state, tag));
	}
	const title = Buffer.from(row.title, 'hex');
	return {
		id: row.id,
		number: row.number,
		change: Number(row.change),
		tags: Uint32Array.from(tags),
		under: Uint32Array.from(under),
		skilled: Uint32Array.from(skilled),
		title: Uint32Array.from({ length: title.length / 4 }, (_, i) => title.readUInt32BE(i * 4)),
		lengths: { A: row.a, B: row.b, C: row.c },
		payFrom: row.pay_from ?? -1,
		payTo: row.pay_to ?? -1,
		publishedAt: Number(row.published),
		validUntil: row.valid_until,
		vector: undefined
	};
}

function codeFor(state: State, tag: string): number {
	let code = state.codes.get(tag);
	if (code === undefined) {
		const parted = tag.indexOf(':');
		const facet = state.corpus.facets.find((known) => known === tag.slice(0, parted));
		code = state.values.push({ facet, value: tag.slice(parted + 1) }) - 1;
		state.codes.set(tag, code);
	}
	return code;
}
