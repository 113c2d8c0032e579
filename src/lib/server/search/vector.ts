// A document's terms with their counts by field, packed for ranking: 6 bytes a term. First the hashes in their order,
// 4 bytes each, then for every one of them its counts, 2 bytes, up to a whole number of 4 bytes; so many documents in
// a row are read without being unpacked.
import { fields, type ByField } from '#lib/search/bm25.ts';
import { hash } from '#lib/text/hash.ts';

/** The packed terms of many documents, one after the other, as hashes and as counts. */
export type Slab = {
	keys: Uint32Array;
	counts: Uint16Array;
	/** For each document where its hashes of each drawer begin, and where the last ones end. */
	drawers: Uint32Array;
};
/** Those of one of them: where its hashes and its drawers begin, and how many hashes there are. */
export type PackedTerms = { slab: Slab; from: number; length: number; drawers: number };

const [keyWidth, width] = [4, 6];
/** Where the count of a field lies, and the most that it can be: more is cut. */
type Bits = { shift: number; most: number };
export const bits: ByField<Bits> = {
	A: { shift: 13, most: 7 },
	B: { shift: 8, most: 31 },
	C: { shift: 0, most: 255 }
};
/** More than there are fields, and a power of two. */
const places = 4;
/**
 * Hashes are even, so their first bits say in which of the drawers each lies, a dozen in one. To halve hundreds of
 * them until one is left takes several times as long: no processor can guess which half it will be.
 */
const drawerBits = 6;
const perDocument = 2 ** drawerBits + 1;
const drawerOf = (key: number) => key >>> (32 - drawerBits);

/** How often a field holds a term, from the term's counts. */
export const countIn = ({ shift, most }: Bits, counts: number) => (counts >> shift) & most;

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
		const { shift, most } = bits[fields[place]!];
		counts[last]! |= Math.min(end - at, most) << shift;
		at = end;
	}
	const length = last + 1;
	const packed = Buffer.alloc(Math.ceil((length * width) / keyWidth) * keyWidth);
	packed.set(new Uint8Array(keys.buffer, 0, length * keyWidth));
	packed.set(new Uint8Array(counts.buffer, 0, length * (width - keyWidth)), length * keyWidth);
	return packed;
}

/** Reads packed documents of these lengths in bytes, one after the other. */
export function readSlab(packed: Buffer, lengths: readonly number[]): PackedTerms[] {
	// Views need bytes that begin at a whole number of 4.
	const { buffer } = packed.byteOffset % keyWidth === 0 ? packed : new Uint8Array(packed);
	const start = packed.byteOffset % keyWidth === 0 ? packed.byteOffset : 0;
	const slab = {
		keys: new Uint32Array(buffer, start, packed.length / keyWidth),
		counts: new Uint16Array(buffer, start, packed.length / (width - keyWidth)),
		drawers: new Uint32Array(lengths.length * perDocument)
	};
	let at = 0;
	return lengths.map((bytes, place) => {
		const terms = {
			slab,
			from: at / keyWidth,
			length: Math.floor(bytes / width),
			drawers: place * perDocument
		};
		at += bytes;
		fillDrawers(terms);
		return terms;
	});
}

function fillDrawers({ slab: { keys, drawers }, from, length, drawers: first }: PackedTerms): void {
	let at = from;
	for (let drawer = 0; drawer < perDocument; drawer++) {
		while (at < from + length && drawerOf(keys[at]!) < drawer) at++;
		drawers[first + drawer] = at;
	}
}

/** The counts of a term by its hash; 0 when the document does not hold it. */
export function countsOf({ slab, from, length, drawers }: PackedTerms, key: number): number {
	if (length === 0) return 0;
	const drawer = drawers + drawerOf(key);
	const { keys } = slab;
	const end = slab.drawers[drawer + 1]!;
	let at = slab.drawers[drawer]!;
	while (at < end && keys[at]! < key) at++;
	return at < end && keys[at] === key ? slab.counts[(from + length) * 2 + at - from]! : 0;
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
