// Writes a ZIP archive (PKWARE APPNOTE 6.3.10): deflated entries with UTF-8 names, without ZIP64, which archives under
// 4 GB do not need. Pure.
import { crc32, deflateRawSync } from 'node:zlib';

export type Entry = { name: string; bytes: Uint8Array };

const [localSignature, centralSignature, endSignature] = [0x04034b50, 0x02014b50, 0x06054b50];
/** 2.0: deflate. */
const versionNeeded = 20;
/** Bit 11: names are UTF-8. */
const utf8Names = 0x0800;
const deflated = 8;
/** Made on Unix, a file that only its owner reads. */
const [madeOnUnix, attributes] = [(3 << 8) | versionNeeded, (0o100600 << 16) >>> 0];

export function zipOf(entries: readonly Entry[], at: Date): Buffer {
	const parts: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const { name, bytes } of entries) {
		const path = Buffer.from(name, 'utf8');
		const data = deflateRawSync(bytes);
		const about = aboutEntry(at, crc32(bytes), data.length, bytes.length, path.length);
		const local = Buffer.concat([
			numbers([4, localSignature], [2, versionNeeded]),
			about,
			numbers([2, 0]),
			path
		]);
		parts.push(local, data);
		central.push(
			numbers([4, centralSignature], [2, madeOnUnix], [2, versionNeeded]),
			about,
			// Extra field, comment, disk, internal and external attributes, and where the entry begins.
			numbers([2, 0], [2, 0], [2, 0], [2, 0], [4, attributes], [4, offset]),
			path
		);
		offset += local.length + data.length;
	}
	const directory = Buffer.concat(central);
	const counts = numbers([2, 0], [2, 0], [2, entries.length], [2, entries.length]);
	const end = [numbers([4, endSignature]), counts, numbers([4, directory.length], [4, offset], [2, 0])];
	return Buffer.concat([...parts, directory, ...end]);
}

/** What an entry says of itself in both places: flags, method, time, checksum, sizes, length of its name. */
function aboutEntry(at: Date, checksum: number, packed: number, size: number, name: number): Buffer {
	const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
	const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
	return numbers(
		...([
			[2, utf8Names],
			[2, deflated],
			[2, time],
			[2, date],
			[4, checksum],
			[4, packed],
			[4, size],
			[2, name]
		] as const)
	);
}

/** Numbers one after the other, each in so many bytes, the lowest first. */
function numbers(...fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer {
	const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
	let at = 0;
	for (const [bytes, value] of fields) at = buffer.writeUIntLE(value, at, bytes);
	return buffer;
}
