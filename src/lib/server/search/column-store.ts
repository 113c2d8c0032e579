// The memory behind columns.ts: takes rows of the table of documents, and holds of each what is looked at. It reads
// nothing itself.
import { fields, type ByField } from '#lib/search/bm25.ts';
import type { Corpus } from '#lib/server/search/corpus.ts';
import { dayNumber } from '#lib/server/search/port.ts';
import { readTitle } from '#lib/server/search/vector.ts';

export type IndexedDocument = {
	id: string;
	/** Its last change in the table. */
	change: number;
	number: number;
	/** Where it stands in `rows`. */
	row: number;
	lengths: ByField<number>;
	/** Milliseconds since 1970. */
	publishedAt: number;
	/** As `dayNumber` gives it. */
	validUntil: number;
};

/** What is looked at of every document, each in an array of its own: a search may read all of them. */
export type Rows = {
	/** Where its codes lie in `codes`, each sort up to where the next begins: those of its facet values, ... */
	tags: Uint32Array;
	/** ... of the skills named and what lies above them, ... */
	under: Uint32Array;
	/** ... of how well each skill is mastered, to order by, ... */
	skilled: Uint32Array;
	/** ... and the hashes of the terms of its title, up to `end`. */
	title: Uint32Array;
	end: Uint32Array;
	/** Words of title and text. */
	lengthA: Uint32Array;
	lengthC: Uint32Array;
	/** Whole CNY a month; -1 where not said. */
	payFrom: Int32Array;
	payTo: Int32Array;
	publishedAt: Float64Array;
	validUntil: Uint32Array;
};

export type Columns = {
	byId: ReadonlyMap<string, IndexedDocument>;
	/** By row; undefined where nothing stands any more. */
	documents: ReadonlyArray<IndexedDocument | undefined>;
	/** Read anew after every wait, as `codes`. */
	rows: Rows;
	/** The row of a document by its number; -1 when there is none. */
	rowOf(number: number): number;
	/** The codes and hashes of all documents, one after the other. */
	codes: Uint32Array;
	/** The code of a tag, `facet:value`; undefined when no document has it. */
	code(tag: string): number | undefined;
	/** The codes of a facet's values, for each facet of the corpus in its order. */
	facetCodes: ReadonlyArray<ReadonlyMap<string, number>>;
	/** Tags by code, with the facet they belong to, and its place among the facets of the corpus (-1: none). */
	values: ReadonlyArray<{ facet: string | undefined; place: number; value: string }>;
	/** Words by field, on average. */
	means(): ByField<number>;
	/** What the index holds is the same while this is. */
	state(): string;
};

/** A mark for each of these codes of the columns, to ask of thousands of documents: a set takes several times as long. */
export function marked({ values }: Columns, codes: readonly number[]): Uint8Array {
	const marks = new Uint8Array(values.length);
	for (const code of codes) marks[code] = 1;
	return marks;
}

/** Whether one of the codes from a place up to another is marked. */
export function hasAny(codes: Uint32Array, from: number, to: number, marks: Uint8Array): boolean {
	for (let at = from; at < to; at++) if (marks[codes[at]!] === 1) return true;
	return false;
}

export type Store = Columns & {
	byId: Map<string, IndexedDocument>;
	documents: Array<IndexedDocument | undefined>;
	/** Rows of documents by their numbers, plus 1. */
	numbered: Uint32Array;
	/** Rows where nothing stands. */
	free: number[];
	known: Map<string, number>;
	facetCodes: Array<Map<string, number>>;
	corpus: Corpus;
	values: Array<{ facet: string | undefined; place: number; value: string }>;
	/** How much of `codes` is filled, and how much of that belongs to documents that are gone. */
	used: number;
	wasted: number;
	sums: ByField<number>;
	/** When the index was built, and the last change that is held. */
	epoch: string | undefined;
	last: number;
};

export function emptyStore(corpus: Corpus): Store {
	const store: Store = {
		corpus,
		byId: new Map(),
		documents: [],
		rows: emptyRows(fewest),
		numbered: new Uint32Array(fewest),
		free: [],
		codes: new Uint32Array(1024),
		used: 0,
		wasted: 0,
		known: new Map(),
		facetCodes: corpus.facets.map(() => new Map()),
		values: [],
		sums: { A: 0, B: 0, C: 0 },
		epoch: undefined,
		last: -1,
		rowOf: (number) => (store.numbered[number] ?? 0) - 1,
		code: (tag) => store.known.get(tag),
		state: () => `${store.epoch} ${store.last}`,
		means() {
			const { A, B, C } = store.sums;
			const n = Math.max(store.byId.size, 1);
			return { A: A / n, B: B / n, C: C / n };
		}
	};
	return store;
}

/** A row of the table of documents. */
export type Row = {
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

/** Forgets everything. */
export function forget(store: Store): void {
	store.byId.clear();
	store.documents = [];
	store.numbered.fill(0);
	store.free = [];
	[store.used, store.wasted] = [0, 0];
	store.sums = { A: 0, B: 0, C: 0 };
	store.last = -1;
}

/** Takes a row in the place of an older one. */
export function apply(store: Store, row: Row): void {
	const old = store.byId.get(row.id);
	if (old) {
		const { tags, end } = store.rows;
		store.byId.delete(row.id);
		store.documents[old.row] = undefined;
		store.numbered[old.number] = 0;
		store.free.push(old.row);
		store.wasted += end[old.row]! - tags[old.row]!;
		for (const field of fields) store.sums[field] -= old.lengths[field];
	}
	store.last = Math.max(store.last, Number(row.change));
	if (row.removed) return;
	const document = read(store, row);
	store.byId.set(row.id, document);
	for (const field of fields) store.sums[field] += document.lengths[field];
}

function read(store: Store, row: Row): IndexedDocument {
	const document = {
		id: row.id,
		number: row.number,
		change: Number(row.change),
		row: store.free.pop() ?? store.documents.length,
		lengths: { A: row.a, B: row.b, C: row.c },
		publishedAt: Number(row.published),
		validUntil: dayNumber(row.valid_until)
	};
	place(store, document);
	putCodes(store, document.row, row);
	const { rows } = store;
	rows.lengthA[document.row] = row.a;
	rows.lengthC[document.row] = row.c;
	rows.payFrom[document.row] = row.pay_from ?? -1;
	rows.payTo[document.row] = row.pay_to ?? -1;
	rows.publishedAt[document.row] = document.publishedAt;
	rows.validUntil[document.row] = document.validUntil;
	return document;
}

const fewest = 1024;

function emptyRows(length: number): Rows {
	const whole = () => new Uint32Array(length);
	return {
		...{ tags: whole(), under: whole(), skilled: whole(), title: whole(), end: whole() },
		...{ lengthA: whole(), lengthC: whole(), payFrom: new Int32Array(length), payTo: new Int32Array(length) },
		...{ publishedAt: new Float64Array(length), validUntil: whole() }
	};
}

/** Gives a document its row and its number. Both grow by doubling. */
function place(store: Store, document: IndexedDocument): void {
	const { row, number } = document;
	if (row >= store.rows.tags.length) {
		const rows = emptyRows(row * 2);
		for (const name of Object.keys(rows) as Array<keyof Rows>) rows[name].set(store.rows[name]);
		store.rows = rows;
	}
	if (number >= store.numbered.length) {
		const numbered = new Uint32Array(number * 2);
		numbered.set(store.numbered);
		store.numbered = numbered;
	}
	store.documents[row] = document;
	store.numbered[number] = row + 1;
}

function putCodes(store: Store, row: number, { tags, title }: Pick<Row, 'tags' | 'title'>): void {
	const sorts = { tags: [] as number[], under: [] as number[], skilled: [] as number[] };
	for (const tag of tags.split(' ')) {
		if (tag === '') continue;
		const sort = tag.startsWith('under:') ? 'under' : tag.startsWith('skilled:') ? 'skilled' : 'tags';
		sorts[sort].push(codeFor(store, tag));
	}
	const all = [...sorts.tags, ...sorts.under, ...sorts.skilled, ...readTitle(title)];
	const from = makeRoom(store, all.length);
	store.codes.set(all, from);
	const { rows } = store;
	rows.tags[row] = from;
	rows.under[row] = from + sorts.tags.length;
	rows.skilled[row] = rows.under[row]! + sorts.under.length;
	rows.title[row] = rows.skilled[row]! + sorts.skilled.length;
	rows.end[row] = from + all.length;
}

const ends = ['tags', 'under', 'skilled', 'title', 'end'] as const;

/** Where so many codes can be put. Grows by doubling, without what belongs to nobody any more. */
function makeRoom(store: Store, length: number): number {
	if (store.used + length > store.codes.length) {
		const codes = new Uint32Array((store.used - store.wasted + length) * 2);
		let at = 0;
		for (const { row } of store.byId.values()) {
			const from = store.rows.tags[row]!;
			const end = store.rows.end[row]!;
			codes.set(store.codes.subarray(from, end), at);
			for (const name of ends) store.rows[name][row]! += at - from;
			at += end - from;
		}
		[store.codes, store.used, store.wasted] = [codes, at, 0];
	}
	store.used += length;
	return store.used - length;
}

function codeFor(store: Store, tag: string): number {
	let code = store.known.get(tag);
	if (code === undefined) {
		const parted = tag.indexOf(':');
		const place = store.corpus.facets.indexOf(tag.slice(0, parted));
		const value = tag.slice(parted + 1);
		code = store.values.push({ facet: store.corpus.facets[place], place, value }) - 1;
		store.known.set(tag, code);
		store.facetCodes[place]?.set(value, code);
	}
	return code;
}
