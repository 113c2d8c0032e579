// Which way up a photograph is: the one field of its EXIF (CIPA DC-008, 4.6) that whoever looks at it needs, and an EXIF
// that holds this field and nothing else. Where and when it was taken, and with what, is never read.

const tag = 0x0112;
const short = 3;
/** Length of a field, and of the header before the first list of them. */
const [fieldLength, headerLength] = [12, 8];

/** From 2 to 8 when it must be turned or mirrored, by the EXIF in a TIFF frame; undefined when not, or it is broken. */
export function orientationIn(tiff: Buffer): number | undefined {
	if (tiff.length < headerLength) return undefined;
	const order = tiff.toString('latin1', 0, 4);
	if (order !== 'II*\0' && order !== 'MM\0*') return undefined;
	const isLittle = order[0] === 'I';
	const number = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
	const list = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
	if (list + 2 > tiff.length) return undefined;
	const fields = number(list);
	for (let i = 0; i < fields; i++) {
		const at = list + 2 + i * fieldLength;
		if (at + fieldLength > tiff.length) return undefined;
		if (number(at) !== tag || number(at + 2) !== short) continue;
		const value = number(at + 8);
		return value >= 2 && value <= 8 ? value : undefined;
	}
	return undefined;
}

/** A TIFF frame that says only which way up. */
export function orientationOnly(orientation: number): Buffer {
	const fields = 1;
	const tiff = Buffer.alloc(headerLength + 2 + fields * fieldLength + 4);
	tiff.write('MM\0*', 'latin1');
	tiff.writeUInt32BE(headerLength, 4);
	tiff.writeUInt16BE(fields, 8);
	tiff.writeUInt16BE(tag, 10);
	tiff.writeUInt16BE(short, 12);
	tiff.writeUInt32BE(1, 14);
	tiff.writeUInt16BE(orientation, 18);
	return tiff;
}
