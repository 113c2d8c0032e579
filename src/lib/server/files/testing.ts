// Small PDF files and pictures for tests. Not for the product.
import { crc32, createDeflate, deflateSync } from 'node:zlib';

/** A PDF of so many pages; `extra` are further objects, from number 10 on, and `after` follows the end. */
export function pdf({ pages = 1, extra = [] as (string | Buffer)[], after = '' } = {}): Buffer {
	const kids = Array.from({ length: pages }, (_, i) => `${1000 + i} 0 R`);
	const objects: Buffer[] = [
		Buffer.from('1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'),
		Buffer.from(`2 0 obj\n<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>\nendobj\n`),
		...kids.map((_, i) =>
			Buffer.from(`${1000 + i} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n`)
		),
		...extra.map((body, i) =>
			Buffer.concat([Buffer.from(`${10 + i} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')])
		)
	];
	const body = Buffer.concat([Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), ...objects]);
	const table = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R >>\n';
	const end = `startxref\n${body.length}\n%%EOF\n${after}`;
	return Buffer.concat([body, Buffer.from(table), Buffer.from(end)]);
}

/** A stream as an object's body. */
export const stream = (dictionary: string, bytes: Buffer) =>
	Buffer.concat([
		Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
		bytes,
		Buffer.from('\nendstream')
	]);

/** What a gigabyte of zeros is compressed: a few megabytes. */
export async function gigabyte(): Promise<Buffer> {
	const deflate = createDeflate({ level: 1 });
	const parts: Buffer[] = [];
	deflate.on('data', (part: Buffer) => parts.push(part));
	const ended = new Promise((done) => deflate.once('end', done));
	const zeros = Buffer.alloc(16 * 1024 * 1024);
	for (let i = 0; i < 64; i++)
		if (!deflate.write(zeros)) await new Promise((done) => deflate.once('drain', done));
	deflate.end();
	await ended;
	return Buffer.concat(parts);
}

/** A part of a PNG. */
export const pngPart = (type: string, data: Buffer) => {
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
};
/** A grey picture; `extra` are further parts, and `after` follows the end. */
export function png({ width = 2, height = 2, extra = [] as Buffer[], after = Buffer.alloc(0) } = {}) {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head.set([8, 0, 0, 0, 0], 8);
	const points = deflateSync(Buffer.alloc(2 * 3));
	const parts = [pngPart('IHDR', head), ...extra, pngPart('IDAT', points), pngPart('IEND', Buffer.alloc(0))];
	return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts, after]);
}
/** A part of a JPEG. */
export const jpegSegment = (marker: number, data: Buffer) => {
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(data.length + 2, 2);
	return Buffer.concat([head, data]);
};
/** The same as `png`. */
export function jpeg({ width = 8, height = 8, extra = [] as Buffer[], after = Buffer.alloc(0) } = {}) {
	const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
	frame.writeUInt16BE(height, 1);
	frame.writeUInt16BE(width, 3);
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		jpegSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
		...extra,
		jpegSegment(0xdb, Buffer.alloc(65, 1)),
		jpegSegment(0xc0, frame),
		jpegSegment(0xc4, Buffer.alloc(20)),
		jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]),
		after
	]);
}
/** What a camera writes about a photograph, in a TIFF frame: which way up, and where it was taken. */
export function cameraNotes({ orientation = 6, little = true, place = 'mark-gps-4711' } = {}) {
	const notes = Buffer.alloc(8 + 2 + 2 * 12 + 4);
	const [two, four] = little
		? [
				(value: number, at: number) => notes.writeUInt16LE(value, at),
				(value: number, at: number) => notes.writeUInt32LE(value, at)
			]
		: [
				(value: number, at: number) => notes.writeUInt16BE(value, at),
				(value: number, at: number) => notes.writeUInt32BE(value, at)
			];
	notes.write(little ? 'II*\0' : 'MM\0*', 'latin1');
	four(8, 4);
	two(2, 8);
	for (const [at, tag, type, count] of [
		[10, 0x010e, 2, place.length],
		[22, 0x0112, 3, 1]
	] as const) {
		two(tag, at);
		two(type, at + 2);
		four(count, at + 4);
	}
	four(notes.length, 18);
	two(orientation, 30);
	return Buffer.concat([notes, Buffer.from(place)]);
}
