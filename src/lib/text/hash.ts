// A short number for a term, so that a document's terms fit in a few bytes each. Not for anything secret.

/** FNV-1a over UTF-16 units: 32 bits, unsigned. */
export function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		value ^= text.charCodeAt(i);
		value = Math.imul(value, 0x01000193);
	}
	return value >>> 0;
}
