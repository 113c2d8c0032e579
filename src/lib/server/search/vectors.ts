// The packed terms of documents, read where a ranking needs them and kept while they are asked for: at most so many
// bytes, the longest unused go first. Nothing is lost with them.
import type postgres from 'postgres';
import type { IndexedDocument } from '#lib/server/search/columns.ts';
import type { Corpus } from '#lib/server/search/corpus.ts';
import { readVector, type PackedTerms } from '#lib/server/search/vector.ts';

/** What is kept of each corpus, bytes. */
const mostKept = 96 * 1024 * 1024;
/** What one takes besides its bytes, about. */
const overhead = 300;

type Kept = { vectors: Map<IndexedDocument, PackedTerms>; bytes: number };
const caches = new WeakMap<postgres.Sql, Partial<Record<Corpus['kind'], Kept>>>();

/** The terms of each of the documents, in their order; without any where a document has just gone. */
export async function vectorsOf(
	sql: postgres.Sql,
	corpus: Corpus,
	documents: readonly IndexedDocument[]
): Promise<PackedTerms[]> {
	let cache = caches.get(sql);
	if (!cache) caches.set(sql, (cache = {}));
	const kept = (cache[corpus.kind] ??= { vectors: new Map(), bytes: 0 });
	const found = new Map<IndexedDocument, PackedTerms>();
	const missing: IndexedDocument[] = [];
	for (const document of documents) {
		const vector = kept.vectors.get(document);
		if (!vector) missing.push(document);
		else {
			found.set(document, vector);
			// The last one used stands last.
			kept.vectors.delete(document);
			kept.vectors.set(document, vector);
		}
	}
	if (missing.length > 0) {
		for (const [document, vector] of await readVectors(sql, corpus, missing)) {
			found.set(document, vector);
			keep(kept, document, vector);
		}
	}
	return documents.map((document) => found.get(document) ?? none);
}

const none: PackedTerms = { keys: new Uint32Array(), counts: new Uint16Array() };
const sizeOf = ({ keys }: PackedTerms) => keys.buffer.byteLength + overhead;

function keep(kept: Kept, document: IndexedDocument, vector: PackedTerms): void {
	if (kept.vectors.has(document)) return;
	kept.vectors.set(document, vector);
	kept.bytes += sizeOf(vector);
	for (const [oldest, own] of kept.vectors) {
		if (kept.bytes <= mostKept) return;
		kept.vectors.delete(oldest);
		kept.bytes -= sizeOf(own);
	}
}

type Row = { numbers: number[] | null; lengths: number[] | null; vectors: string | null };

/** All in one row: hundreds of rows cost more than what is in them. */
async function readVectors(
	sql: postgres.Sql,
	{ documents: table, key }: Corpus,
	documents: readonly IndexedDocument[]
): Promise<Array<[IndexedDocument, PackedTerms]>> {
	const [row] = await sql.unsafe<[Row]>(
		`select array_agg(number) as numbers, array_agg(length(vector)) as lengths,
			encode(string_agg(vector, ''), 'base64') as vectors
		from ${table} where ${key} = any($1::text[])`,
		[documents.map(({ id }) => id)],
		{ prepare: true }
	);
	const byNumber = new Map(documents.map((document) => [document.number, document]));
	const bytes = Buffer.from(row.vectors ?? '', 'base64');
	let at = 0;
	return (row.numbers ?? []).flatMap((number, place): Array<[IndexedDocument, PackedTerms]> => {
		const packed = bytes.subarray(at, (at += row.lengths![place]!));
		const document = byNumber.get(number);
		return document ? [[document, readVector(packed)]] : [];
	});
}
