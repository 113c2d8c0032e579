// What the index holds of every document besides its terms, in memory: to filter, count and order tens of thousands
// of documents in a few milliseconds, which rows cannot. A copy of search_documents that every process reads for
// itself and brings up to date before a search; nothing is lost with it.
import type postgres from 'postgres';
import { fields, type ByField } from '#lib/search/bm25.ts';
import { listingCorpus, type Corpus } from '#lib/server/search/corpus.ts';
import { dayNumber } from '#lib/server/search/port.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';
import { readTitle } from '#lib/server/search/vector.ts';

export type IndexedDocument = {
	id: string;
	/** Its last change in the table. */
	change: number;
	number: number;
	/** Where its codes lie in `codes`, each sort up to where the next begins: those of its facet values, ... */
	tags: number;
	/** ... of the skills named and what lies above them, ... */
	under: number;
	/** ... of how well each skill is mastered, to order by, ... */
	skilled: number;
	/** ... and the hashes of the terms of its title, up to `end`. */
	title: number;
	end: number;
	lengths: ByField<number>;
	payFrom: number;
	payTo: number;
	/** Milliseconds since 1970. */
	publishedAt: number;
	/** As `dayNumber` gives it. */
	validUntil: number;
};

export type Columns = {
	byId: ReadonlyMap<string, IndexedDocument>;
	byNumber(number: number): IndexedDocument | undefined;
	/** The codes and hashes of all documents, one after the other; read anew after every wait. */
	codes: Uint32Array;
	/** The code of a tag, `facet:value`; undefined when no document has it. */
	code(tag: string): number | undefined;
	/** Tags by code, with the facet they belong to, and its place among the facets of the corpus (-1: none). */
	values: ReadonlyArray<{ facet: string | undefined; place: number; value: string }>;
	/** Words by field, on average. */
	means(): ByField<number>;
	/** What the index holds is the same while this is. */
	state(): string;
};

/** Whether one of the codes from a place up to another is one of those. */
export function hasAny(codes: Uint32Array, from: number, to: number, wanted: ReadonlySet<number>): boolean {
	for (let at = from; at < to; at++) if (wanted.has(codes[at]!)) return true;
	return false;
}

type State = Columns & {
	byId: Map<string, IndexedDocument>;
	numbered: Array<IndexedDocument | undefined>;
	known: Map<string, number>;
	corpus: Corpus;
	values: Array<{ facet: string | undefined; place: number; value: string }>;
	/** How much of `codes` is filled, and how much of that belongs to documents that are gone. */
	used: number;
	wasted: number;
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
		numbered: [],
		codes: new Uint32Array(1024),
		used: 0,
		wasted: 0,
		known: new Map(),
		values: [],
		sums: { A: 0, B: 0, C: 0 },
		epoch: undefined,
		last: -1,
		checkedAt: 0,
		reading: undefined,
		next: undefined,
		byNumber: (number) => state.numbered[number],
		code: (tag) => state.known.get(tag),
		state: () => `${state.epoch} ${state.last}`,
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
				encode(title, 'base64') as title, length_a as a, length_b as b, length_c as c, pay_from, pay_to,
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
	state.numbered = [];
	[state.used, state.wasted] = [0, 0];
	state.sums = { A: 0, B: 0, C: 0 };
	state.last = -1;
}

function apply(state: State, row: Row): void {
	const old = state.byId.get(row.id);
	if (old) {
		state.byId.delete(row.id);
		state.numbered[old.number] = undefined;
		state.wasted += old.end - old.tags;
		for (const field of fields) state.sums[field] -= old.lengths[field];
	}
	state.last = Math.max(state.last, Number(row.change));
	if (row.removed) return;
	const document = read(state, row);
	state.byId.set(row.id, document);
	state.numbered[row.number] = document;
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
	const title = readTitle(row.title);
	const from = makeRoom(state, tags.length + under.length + skilled.length + title.length);
	let at = from;
	const put = (codes: ArrayLike<number>) => {
		state.codes.set(codes, at);
		return (at += codes.length);
	};
	return {
		id: row.id,
		number: row.number,
		change: Number(row.change),
		tags: from,
		under: put(tags),
		skilled: put(under),
		title: put(skilled),
		end: put(title),
		lengths: { A: row.a, B: row.b, C: row.c },
		payFrom: row.pay_from ?? -1,
		payTo: row.pay_to ?? -1,
		publishedAt: Number(row.published),
		validUntil: dayNumber(row.valid_until)
	};
}

/** Where so many codes can be put. Grows by doubling, without what belongs to nobody any more. */
function makeRoom(state: State, length: number): number {
	if (state.used + length > state.codes.length) {
		const codes = new Uint32Array((state.used - state.wasted + length) * 2);
		let at = 0;
		for (const document of state.byId.values()) {
			const { tags, end } = document;
			codes.set(state.codes.subarray(tags, end), at);
			for (const start of ['tags', 'under', 'skilled', 'title', 'end'] as const) document[start] += at - tags;
			at += end - tags;
		}
		[state.codes, state.used, state.wasted] = [codes, at, 0];
	}
	state.used += length;
	return state.used - length;
}

function codeFor(state: State, tag: string): number {
	let code = state.known.get(tag);
	if (code === undefined) {
		const parted = tag.indexOf(':');
		const place = state.corpus.facets.indexOf(tag.slice(0, parted));
		const value = tag.slice(parted + 1);
		code = state.values.push({ facet: state.corpus.facets[place], place, value }) - 1;
		state.known.set(tag, code);
	}
	return code;
}
