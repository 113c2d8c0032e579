// Small PDF files for tests. Not for the product.
import { createDeflate } from 'node:zlib';

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
