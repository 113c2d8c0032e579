import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { zipOf } from '#lib/server/privacy/zip.ts';

/** Reads an archive by its directory, as programs that unpack do. */
function unzip(archive: Buffer): [name: string, text: string][] {
	const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
	const entries: [string, string][] = [];
	let at = archive.readUInt32LE(end + 16);
	for (let i = 0; i < archive.readUInt16LE(end + 10); i++) {
		expect(archive.readUInt32LE(at)).toBe(0x02014b50);
		const [packed, nameLength] = [archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28)];
		const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
		const local = archive.readUInt32LE(at + 42);
		expect(archive.readUInt32LE(local)).toBe(0x04034b50);
		const data = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
		entries.push([name, inflateRawSync(archive.subarray(data, data + packed)).toString('utf8')]);
		at += 46 + nameLength;
	}
	return entries;
}

it('an archive holds each entry under its name, in any language', () => {
	const anyFiles = fc.dictionary(
		fc.string({ unit: 'grapheme', minLength: 1 }),
		fc.string({ unit: 'grapheme' })
	);
	fc.assert(
		fc.property(anyFiles, (files) => {
			const entries = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
			expect(unzip(zipOf(entries, new Date('2026-11-23T04:00:00Z')))).toEqual(Object.entries(files));
		}),
		{ numRuns: 50 }
	);
});
