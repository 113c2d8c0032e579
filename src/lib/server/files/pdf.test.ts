import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pdfMaxBytes, pdfMaxPages, pdfProblem } from '#lib/server/files/pdf.ts';
import { gigabyte, pdf, stream } from '#lib/server/files/testing.ts';

const flate = (bytes: Buffer, more = '') => stream(`/Filter /FlateDecode ${more}`, deflateSync(bytes));

/** The ASCII form of base 85. */
function ascii85(bytes: Buffer): string {
	let text = '';
	for (let i = 0; i < bytes.length; i += 4) {
		const four = Buffer.concat([bytes.subarray(i, i + 4), Buffer.alloc(3)]).subarray(0, 4);
		let value = four.readUInt32BE();
		let five = '';
		for (let digit = 0; digit < 5; digit++) {
			five = String.fromCharCode(33 + (value % 85)) + five;
			value = Math.floor(value / 85);
		}
		text += five.slice(0, Math.min(4, bytes.length - i) + 1);
	}
	return text;
}

describe('a CV', () => {
	it('is a PDF with pages, also with compressed contents and objects', async () => {
		expect(await pdfProblem(pdf())).toBeUndefined();
		expect(await pdfProblem(pdf({ pages: pdfMaxPages }))).toBeUndefined();
		const page = Buffer.from('1 0 << /Type /Page /Parent 2 0 R >>');
		const extra = [flate(Buffer.from('BT (Hello) Tj ET')), flate(page, '/Type /ObjStm')];
		expect(await pdfProblem(pdf({ pages: 0, extra }))).toBeUndefined();
	});

	it('is told by its content, whatever it is called', async () => {
		expect(await pdfProblem(Buffer.alloc(0))).toBe('empty');
		expect(await pdfProblem(Buffer.from('\x89PNG\r\n\x1a\n'))).toBe('notPdf');
		expect(await pdfProblem(Buffer.from('PK\x03\x04 word/document.xml'))).toBe('notPdf');
		expect(await pdfProblem(Buffer.concat([Buffer.from('\n'), pdf()]))).toBe('notPdf');
		expect(await pdfProblem(pdf().subarray(0, 80))).toBe('broken');
		expect(await pdfProblem(pdf({ pages: 0 }))).toBe('broken');
		expect(await pdfProblem(Buffer.alloc(pdfMaxBytes + 1, '%PDF-1.7'))).toBe('tooLarge');
		expect(await pdfProblem(pdf({ pages: pdfMaxPages + 1 }))).toBe('tooLong');
	});

	it('is nothing else at the same time', async () => {
		const zip = Buffer.from(`PK\x05\x06${'\0'.repeat(18)}`, 'latin1');
		expect(await pdfProblem(Buffer.concat([pdf(), zip]))).toBe('mixed');
		expect(await pdfProblem(pdf({ after: '<script>alert(1)</script>' }))).toBe('mixed');
		expect(await pdfProblem(pdf({ extra: [stream('', zip)] }))).toBe('mixed');
		expect(await pdfProblem(pdf({ extra: ['<html><script>alert(1)</script></html>'] }))).toBe('mixed');
		const tar = pdf();
		tar.write('ustar', 257, 'latin1');
		expect(await pdfProblem(tar)).toBe('mixed');
		expect(await pdfProblem(pdf({ extra: [stream('', Buffer.from('<?php __HALT_COMPILER();'))] }))).toBe(
			'mixed'
		);
	});

	it('holds no script, attachment or lock, however the name is written', async () => {
		expect(await pdfProblem(pdf({ extra: ['<< /S /JavaScript /JS (app.alert(1)) >>'] }))).toBe('active');
		expect(await pdfProblem(pdf({ extra: ['<< /S /J#61vaScript >>'] }))).toBe('active');
		expect(await pdfProblem(pdf({ extra: ['<< /Type /EmbeddedFile >>'] }))).toBe('active');
		expect(await pdfProblem(pdf({ extra: ['<< /Encrypt 5 0 R >>'] }))).toBe('locked');
		const hidden = flate(Buffer.from('1 0 << /S /Launch >>'), '/Type /ObjStm');
		expect(await pdfProblem(pdf({ extra: [hidden] }))).toBe('active');
	});

	it('hides nothing behind a filter, a comment, a string or a wrong end', async () => {
		const objects = Buffer.from('1 0 << /S /JavaScript >>');
		const packed = deflateSync(objects, { level: 0 });
		const hidden: Buffer[] = [
			stream('/Type /ObjStm', objects),
			stream('/Type /ObjStm /Filter /AHx', Buffer.from(`${objects.toString('hex')}>`)),
			stream('/Type /ObjStm /Filter [/ASCIIHexDecode /Fl]', Buffer.from(packed.toString('hex'))),
			stream('/Type /ObjStm /Filter /FlateDecode /Title (1 0 obj)', packed),
			stream('/Type /ObjStm /Filter /FlateDecode % 1 0 obj\n', packed),
			// Ends early for whoever only looks for the word.
			flate(Buffer.concat([Buffer.from('endstream '), objects]), '/Type /ObjStm')
		];
		for (const extra of hidden) expect(await pdfProblem(pdf({ extra: [extra] }))).toBe('active');
		expect(await pdfProblem(pdf({ extra: [stream('/Filter 9 0 R', packed)] }))).toBe('broken');
		expect(await pdfProblem(pdf({ extra: [stream('/Filter /LZWDecode', packed)] }))).toBe('broken');
		const padded = stream(`/Filter /FlateDecode /X [${'0 '.repeat(20_000)}]`, packed);
		expect(await pdfProblem(pdf({ extra: [padded] }))).toBe('broken');
	});

	it('may write its streams as text, as some programs do', async () => {
		const page = deflateSync(Buffer.from('1 0 << /Type /Page /Parent 2 0 R >>'));
		const extra = [stream('/Type /ObjStm /Filter [/A85 /Fl]', Buffer.from(`${ascii85(page)}~>`))];
		expect(await pdfProblem(pdf({ pages: 0, extra }))).toBeUndefined();
	});

	it('that would expand to a gigabyte is refused without being expanded in memory', async () => {
		const bomb = await gigabyte();
		const before = process.memoryUsage().rss;
		let highest = before;
		const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage().rss)), 5);
		expect(await pdfProblem(pdf({ extra: [stream('/Filter [/Fl#61teDecode]', bomb)] }))).toBe('expands');
		clearInterval(watch);
		expect(highest - before).toBeLessThan(256 * 1024 * 1024);
		const twice = stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(bomb));
		expect(await pdfProblem(pdf({ extra: [twice] }))).toBe('expands');
	}, 300_000);
});
