// Whether bytes are a PNG or JPEG picture that may be handed on, by their content, and the same picture without
// anything else: only the parts that draw it and which way up it is are kept, so that neither where a photograph was
// taken nor another file hidden in the same bytes goes along. Nothing is decompressed here.
import { fileBytes } from '#lib/form.ts';
import { crc32 } from 'node:zlib';
import { orientationIn, orientationOnly } from '#lib/server/files/orientation.ts';
import { holdsOther } from '#lib/server/files/other.ts';

/** Most bytes of a picture, and points of it: what opens it must not run out of memory. */
export const imageMaxBytes = fileBytes;
export const imageMaxPixels = 40_000_000;
const sideMax = 16_000;

export const imageProblems = ['tooLarge', 'broken', 'mixed', 'tooManyPixels'] as const;
export type ImageProblem = (typeof imageProblems)[number];
export type ImageKind = 'png' | 'jpg';
export type CheckedImage = { kind: ImageKind; bytes: Uint8Array } | ImageProblem;

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What the first bytes say it is; undefined for anything but these two. */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
	if (pngSignature.equals(bytes.subarray(0, pngSignature.length))) return 'png';
	return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? 'jpg' : undefined;
}

/** The picture as it is handed on, or what is wrong with it. */
export function checkImage(bytes: Uint8Array, kind: ImageKind): CheckedImage {
	if (bytes.length > imageMaxBytes) return 'tooLarge';
	const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const read = kind === 'png' ? readPng(buffer) : readJpeg(buffer);
	if (typeof read === 'string') return read;
	const { width, height, parts } = read;
	if (!width || !height) return 'broken';
	if (width > sideMax || height > sideMax || width * height > imageMaxPixels) return 'tooManyPixels';
	const kept = Buffer.concat(parts);
	return holdsOther(kept.toString('latin1')) ? 'mixed' : { kind, bytes: kept };
}

type Read = { width: number; height: number; parts: Buffer[] };

/** Parts of a PNG that draw it (ISO/IEC 15948); texts, times and EXIF are left out. */
const drawing = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'pHYs', 'sBIT']);
/** Length, type and checksum around the content of a part. */
const chunkFrame = 12;

function readPng(buffer: Buffer): Read | ImageProblem {
	const parts: Buffer[] = [pngSignature];
	let [width, height, data] = [0, 0, 0];
	let turned = false;
	for (let at = pngSignature.length, first = true; ; first = false) {
		if (at + chunkFrame > buffer.length) return 'broken';
		const length = buffer.readUInt32BE(at);
		const end = at + chunkFrame + length;
		if (length > imageMaxBytes || end > buffer.length) return 'broken';
		const type = buffer.toString('latin1', at + 4, at + 8);
		if (first !== (type === 'IHDR')) return 'broken';
		if (crc32(buffer.subarray(at + 4, end - 4)) !== buffer.readUInt32BE(end - 4)) return 'broken';
		if (type === 'IHDR') {
			if (length !== 13) return 'broken';
			[width, height] = [buffer.readUInt32BE(at + 8), buffer.readUInt32BE(at + 12)];
		}
		if (type === 'IDAT') data += length;
		// A part that draws and that we do not know is one too many.
		if (!drawing.has(type) && type[0] === type[0]!.toUpperCase()) return 'broken';
		if (drawing.has(type)) parts.push(buffer.subarray(at, end));
		if (type === 'eXIf' && !turned) {
			const orientation = orientationIn(buffer.subarray(at + 8, end - 4));
			if (orientation) parts.push(pngChunk('eXIf', orientationOnly(orientation)));
			turned = orientation !== undefined;
		}
		at = end;
		if (type !== 'IEND') continue;
		if (at !== buffer.length) return 'mixed';
		return data > 0 ? { width, height, parts } : 'broken';
	}
}

function pngChunk(type: string, content: Buffer): Buffer {
	const chunk = Buffer.alloc(chunkFrame + content.length);
	chunk.writeUInt32BE(content.length);
	chunk.write(type, 4, 'latin1');
	content.copy(chunk, 8);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
	return chunk;
}

/** Frames of JPEG that browsers draw: baseline, extended and progressive (ITU T.81). */
const frames = new Set([0xc0, 0xc1, 0xc2]);
/** Tables, restart interval, scan, and what says how colours are meant (JFIF, Adobe). */
const keptMarkers = new Set([0xdb, 0xc4, 0xdd, 0xda, 0xe0, 0xee]);
const [endOfImage, startOfScan, exif] = [0xd9, 0xda, 0xe1];

function readJpeg(buffer: Buffer): Read | ImageProblem {
	const parts: Buffer[] = [buffer.subarray(0, 2)];
	let [width, height, scans] = [0, 0, 0];
	let turned = false;
	for (let at = 2; ;) {
		if (at + 2 > buffer.length || buffer[at] !== 0xff) return 'broken';
		const marker = buffer[at + 1]!;
		if (marker === 0xff) {
			at++;
			continue;
		}
		if (marker === endOfImage) {
			parts.push(buffer.subarray(at, at + 2));
			// Some cameras fill up with zeros.
			if (buffer.subarray(at + 2).some((byte) => byte !== 0)) return 'mixed';
			return scans > 0 ? { width, height, parts } : 'broken';
		}
		if (at + 4 > buffer.length) return 'broken';
		const length = buffer.readUInt16BE(at + 2);
		let end = at + 2 + length;
		if (length < 2 || end > buffer.length) return 'broken';
		if (frames.has(marker)) {
			if (width || length < 8) return 'broken';
			[height, width] = [buffer.readUInt16BE(at + 5), buffer.readUInt16BE(at + 7)];
		}
		if (marker === startOfScan) {
			if (!width) return 'broken';
			scans++;
			end = endOfScan(buffer, end);
		}
		if (frames.has(marker) || keptMarkers.has(marker)) parts.push(buffer.subarray(at, end));
		else if (marker === exif && !turned) {
			const orientation = exifOrientation(buffer.subarray(at + 4, end));
			if (orientation) parts.push(jpegExif(orientation));
			turned = orientation !== undefined;
		}
		// Application data and comments are left out; anything else is not known here.
		else if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return 'broken';
		at = end;
	}
}

/** EXIF's name before its TIFF frame in a JPEG. */
const exifName = Buffer.from('Exif\0\0', 'latin1');

function exifOrientation(content: Buffer): number | undefined {
	const isExif = exifName.equals(content.subarray(0, exifName.length));
	return isExif ? orientationIn(content.subarray(exifName.length)) : undefined;
}

function jpegExif(orientation: number): Buffer {
	const content = Buffer.concat([exifName, orientationOnly(orientation)]);
	const head = Buffer.from([0xff, exif, 0, 0]);
	head.writeUInt16BE(content.length + 2, 2);
	return Buffer.concat([head, content]);
}

/** Where the coded points end: at the first marker that is no restart. */
function endOfScan(buffer: Buffer, from: number): number {
	for (let at = from; at + 1 < buffer.length; at++) {
		const next = buffer[at + 1]!;
		if (buffer[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return buffer.length;
}
