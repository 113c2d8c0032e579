// Ids of rows.
import { randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/** A new row id: 14 characters of a 32-letter alphabet without look-alikes (70 random bits). */
export function newId(): string {
	let id = '';
	for (const byte of randomBytes(14)) id += alphabet[byte % 32];
	return id;
}
