// The streams of a PDF, decompressed piece by piece: never beyond a bound, and nothing kept but the objects in them.
import { createInflate } from 'node:zlib';

/** Most bytes all streams may come to, most streams looked at, and characters of objects kept. */
const expandedMax = 100 * 1024 * 1024;
const streamsMax = 20_000;
const objectsMax = 8 * 1024 * 1024;
/** Longest dictionary of a stream, and what is fed to the decompressor at once (bytes). */
const dictionaryMax = 16_384;
const portion = 64 * 1024;

/** What stands outside of streams, and the text of objects that stand in streams. */
export type PdfStreams = { outside: string; objects: string };

const inflates = ['FlateDecode', 'Fl'];
const base85 = ['ASCII85Decode', 'A85'];
const hexadecimal = ['ASCIIHexDecode', 'AHx'];
/** Pictures stay as they are. */
const pictures = ['DCTDecode', 'DCT', 'JPXDecode', 'CCITTFaxDecode', 'CCF', 'JBIG2Decode'];
const known = [...inflates, ...base85, ...hexadecimal, ...pictures];

/** A name may be written with #xx for any of its letters. */
export const decodedNames = (text: string): string =>
	text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** Reads all streams; or says why the document cannot be accepted. */
export async function pdfStreams(buffer: Buffer, text: string): Promise<PdfStreams | 'broken' | 'expands'> {
	const outside: string[] = [];
	const lengths = lengthObjects(text);
	const start = /\bstream[ \t]*(?:\r\n|\n|\r)/g;
	let [expanded, objects, streams, from] = [0, '', 0, 0];
	for (let found = start.exec(text); found; found = start.exec(text)) {
		if (++streams > streamsMax) return 'expands';
		const begins = found.index + found[0].length;
		const dictionary = dictionaryIn(text.slice(from, found.index));
		const filters = dictionary === undefined ? undefined : filtersOf(dictionary);
		if (dictionary === undefined || !filters) return 'broken';
		const ends = endOf(text, begins, dictionary, lengths);
		if (ends < 0) return 'broken';
		outside.push(text.slice(from, begins));
		const holdsObjects = /\/ObjStm\b|\/First\b/.test(dictionary);
		// Objects behind a predictor would be cut by its marks: no program writes them so.
		if (holdsObjects && /\/Predictor\s*(?!1\b)\d/.test(dictionary)) return 'broken';
		const keep = holdsObjects ? objectsMax - objects.length : 0;
		const read = await decoded(buffer.subarray(begins, ends), filters, expandedMax - expanded, keep);
		if (!read) return 'expands';
		expanded += read.length;
		objects += read.kept;
		start.lastIndex = from = ends;
	}
	outside.push(text.slice(from));
	return { outside: outside.join('\n'), objects };
}

/** The dictionary before a stream, without strings and comments; undefined when longer than any program writes. */
function dictionaryIn(before: string): string | undefined {
	const plain = before.replace(/\((?:\\[\s\S]|[^\\()])*\)|%[^\r\n]*/g, '');
	const own = plain.slice(Math.max(0, plain.lastIndexOf(' obj')));
	return own.length > dictionaryMax ? undefined : decodedNames(own);
}

/** Objects that are one whole number, by their own number: lengths may be written so. */
const lengthObjects = (text: string): Map<string, number> =>
	new Map(
		[...text.matchAll(/\b(\d{1,10}) \d{1,5} obj\s+(\d{1,9})\s+endobj/g)].map((found) => [
			found[1]!,
			Number(found[2])
		])
	);

/** Where a stream ends: by its length where that is written and true, else at the next word that ends one. */
function endOf(text: string, begins: number, dictionary: string, lengths: Map<string, number>): number {
	const [, written = '', elsewhere] = /\/Length\s+(\d{1,9})(\s+\d+\s+R)?/.exec(dictionary) ?? [];
	const length = elsewhere ? lengths.get(written) : written && Number(written);
	const ends = typeof length === 'number' ? begins + length : -1;
	if (ends >= 0 && /^\s*endstream/.test(text.slice(ends, ends + 16))) return ends;
	return text.indexOf('endstream', begins);
}

/** The filters in the order in which they are undone; undefined for one that is not known, or named elsewhere. */
function filtersOf(dictionary: string): string[] | undefined {
	const found = /\/Filter\s*(?:\[([^\]]*)\]|\/(\w+)|(\d))/.exec(dictionary);
	if (found?.[3]) return undefined;
	const names = found ? (found[1] ?? found[2] ?? '').split(/[\s/]+/).filter(Boolean) : [];
	return names.every((name) => known.includes(name)) ? names : undefined;
}

type Decoded = { length: number; kept: string };

/** How much a stream comes to, and its first `keep` characters; undefined beyond `limit`. */
async function decoded(
	bytes: Buffer,
	filters: string[],
	limit: number,
	keep: number
): Promise<Decoded | undefined> {
	let data = bytes;
	for (const [i, filter] of filters.entries()) {
		if (base85.includes(filter)) data = from85(data);
		if (hexadecimal.includes(filter)) data = fromHex(data);
		if (!inflates.includes(filter)) continue;
		// One compression inside another multiplies what it comes to.
		if (filters.slice(i + 1).some((next) => inflates.includes(next))) return undefined;
		return inflated(data, limit, keep);
	}
	return data.length > limit ? undefined : { length: data.length, kept: data.toString('latin1', 0, keep) };
}

const fromHex = (data: Buffer) =>
	Buffer.from(data.toString('latin1').replace(/>[\s\S]*|[^0-9a-f]/gi, ''), 'hex');

function from85(data: Buffer): Buffer {
	const out = Buffer.alloc(data.length * 4);
	let [length, value, digits] = [0, 0, 0];
	for (const code of data) {
		if (code === 0x7e) break;
		if (code === 0x7a && digits === 0) length += 4;
		if (code < 0x21 || code > 0x75) continue;
		value = value * 85 + code - 0x21;
		if (++digits < 5) continue;
		length = out.writeUInt32BE(value % 0x100000000, length);
		[value, digits] = [0, 0];
	}
	if (digits < 2) return out.subarray(0, length);
	for (let i = digits; i < 5; i++) value = value * 85 + 84;
	out.writeUInt32BE(value % 0x100000000, length);
	return out.subarray(0, length + digits - 1);
}

function inflated(bytes: Buffer, limit: number, keep: number): Promise<Decoded | undefined> {
	return new Promise((done) => {
		const inflate = createInflate();
		let [length, kept] = [0, ''];
		const end = (result: Decoded | undefined) => {
			inflate.destroy();
			done(result);
		};
		inflate.on('data', (part: Buffer) => {
			length += part.length;
			if (kept.length < keep) kept += part.toString('latin1', 0, keep - kept.length);
			if (length > limit) end(undefined);
		});
		// A stream cut short shows as far as it goes, as readers of PDF do.
		inflate.on('error', () => end({ length, kept }));
		inflate.on('end', () => end({ length, kept }));
		inflate.on('close', () => done({ length, kept }));
		let at = 0;
		const feed = () => {
			while (at < bytes.length && !inflate.destroyed) {
				const more = inflate.write(bytes.subarray(at, (at += portion)));
				if (!more) return void inflate.once('drain', feed);
			}
			if (!inflate.destroyed) inflate.end();
		};
		feed();
	});
}
