// A document's terms with their counts by field, packed for ranking: 6 bytes a term. First the hashes in their order,
// 4 bytes each, then for every one of them its counts, 2 bytes; so they are read without being unpacked.
import { fields, type ByField } from '#lib/search/bm25.ts';
import { hash } from '#lib/text/hash.ts';

/** The hashes of the terms, ascending, and the counts at the same places. */
export type PackedTerms = { keys: Uint32Array; counts: Uint16Array };

const [keyWidth, width] = [4, 6];
/** Where the count of a field lies, and the most that it can be: more is cut. */
const shifts: ByField<number> = { A: 13, B: 8, C: 0 };
const most: ByField<number> = { A: 7, B: 31, C: 255 };
/** More than there are fields, and a power of two. */
const places = 4;

/** How often a field holds a term, from the term's counts. */
export const countIn = (field: keyof ByField<number>, counts: number) =>
	(counts >> shifts[field]) & most[field];

/** Packs the terms of the three fields. */
export function packVector(terms: ByField<readonly string[]>): Buffer {
	const total = fields.reduce((sum, field) => sum + terms[field].length, 0);
	// Hash and field in one number: sorted, what is counted together stands together. A third of the time of a map.
	const all = new Float64Array(total);
	let filled = 0;
	fields.forEach((field, place) => {
		for (const term of terms[field]) all[filled++] = hash(term) * places + place;
	});
	all.sort();
	const keys = new Uint32Array(total);
	const counts = new Uint16Array(total);
	let last = -1;
	for (let at = 0; at < total;) {
		const own = all[at]!;
		let end = at + 1;
		while (end < total && all[end] === own) end++;
		const place = own % places;
		const key = (own - place) / places;
		if (last === -1 || keys[last] !== key) keys[++last] = key;
		const field = fields[place]!;
		counts[last]! |= Math.min(end - at, most[field]) << shifts[field];
		at = end;
	}
	const bytes = (view: Uint32Array | Uint16Array) =>
		Buffer.from(view.buffer, 0, (last + 1) * view.BYTES_PER_ELEMENT);
	return Buffer.concat([bytes(keys), bytes(counts)]);
}

/** Reads packed terms from a copy of the bytes, so that no more than they are held. */
export function readVector(packed: Uint8Array): PackedTerms {
	const { buffer } = new Uint8Array(packed);
	const length = packed.length / width;
	return {
		keys: new Uint32Array(buffer, 0, length),
		counts: new Uint16Array(buffer, length * keyWidth, length)
	};
}

/** The counts of a term by its hash; 0 when the document does not hold it. */
export function countsOf({ keys, counts }: PackedTerms, key: number): number {
	let low = 0;
	let high = keys.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const found = keys[middle]!;
		if (found === key) return counts[middle]!;
		if (found < key) low = middle + 1;
		else high = middle - 1;
	}
	return 0;
}

/** The hashes of the terms of a title, each once, as bytes. */
export function packTitle(terms: readonly string[]): Buffer {
	const keys = Uint32Array.from(new Set(terms.map(hash)));
	return Buffer.from(keys.buffer);
}

/** The hashes of a title, from their bytes in base64. */
export function readTitle(packed: string): Uint32Array {
	return new Uint32Array(new Uint8Array(Buffer.from(packed, 'base64')).buffer);
}
