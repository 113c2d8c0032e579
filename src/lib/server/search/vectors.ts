// The packed terms of documents, read where a ranking needs them and kept for the next ones: at most so many bytes,
// what was read first goes first. Nothing is lost with them.
import type postgres from 'postgres';
import type { IndexedDocument } from '#lib/server/search/column-store.ts';
import type { Corpus } from '#lib/server/search/corpus.ts';
import { readSlab, type PackedTerms } from '#lib/server/search/vector.ts';

/** What is kept of each corpus, bytes. */
const mostKept = 96 * 1024 * 1024;

type Kept = {
	vectors: Map<IndexedDocument, PackedTerms>;
	/** What was read at once goes at once. */
	readings: Array<{ documents: IndexedDocument[]; bytes: number }>;
	bytes: number;
};
const caches = new WeakMap<postgres.Sql, Partial<Record<Corpus['kind'], Kept>>>();

/** The terms of each of the documents, in their order; without any where a document has just gone. */
export async function vectorsOf(
	sql: postgres.Sql,
	corpus: Corpus,
	documents: readonly IndexedDocument[]
): Promise<PackedTerms[]> {
	let cache = caches.get(sql);
	if (!cache) caches.set(sql, (cache = {}));
	const kept = (cache[corpus.kind] ??= { vectors: new Map(), readings: [], bytes: 0 });
	const missing = documents.filter((document) => !kept.vectors.has(document));
	const read = missing.length > 0 ? await readVectors(sql, corpus, missing) : new Map<never, never>();
	const found = documents.map((document) => kept.vectors.get(document) ?? read.get(document) ?? none);
	if (read.size > 0) keep(kept, read);
	return found;
}

const none: PackedTerms = {
	slab: { keys: new Uint32Array(), counts: new Uint16Array(), drawers: new Uint32Array() },
	...{ from: 0, length: 0, drawers: 0 }
};

function keep(kept: Kept, read: ReadonlyMap<IndexedDocument, PackedTerms>): void {
	const documents = [...read.keys()];
	const { keys, drawers } = read.get(documents[0]!)!.slab;
	const bytes = keys.byteLength + drawers.byteLength;
	for (const [document, vector] of read) kept.vectors.set(document, vector);
	kept.readings.push({ documents, bytes });
	kept.bytes += bytes;
	while (kept.bytes > mostKept && kept.readings.length > 1) {
		const oldest = kept.readings.shift()!;
		kept.bytes -= oldest.bytes;
		for (const document of oldest.documents) kept.vectors.delete(document);
	}
}

type Row = { numbers: number[] | null; lengths: number[] | null; vectors: string | null };

/** All in one row: hundreds of rows cost more than what is in them. */
async function readVectors(
	sql: postgres.Sql,
	{ documents: table, key }: Corpus,
	documents: readonly IndexedDocument[]
): Promise<Map<IndexedDocument, PackedTerms>> {
	const [row] = await sql.unsafe<[Row]>(
		`select array_agg(number) as numbers, array_agg(length(vector)) as lengths,
			encode(string_agg(vector, ''), 'base64') as vectors
		from ${table} where ${key} = any($1::text[]) and not removed`,
		[documents.map(({ id }) => id)],
		{ prepare: true }
	);
	const byNumber = new Map(documents.map((document) => [document.number, document]));
	const vectors = readSlab(Buffer.from(row.vectors ?? '', 'base64'), row.lengths ?? []);
	const read = new Map<IndexedDocument, PackedTerms>();
	row.numbers?.forEach((number, place) => {
		const document = byNumber.get(number);
		if (document) read.set(document, vectors[place]!);
	});
	return read;
}
