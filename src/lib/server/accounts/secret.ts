// Secrets that people carry (session ids, mailed tokens): made at random, kept only as a hash.
import { createHash, randomBytes } from 'node:crypto';

/** A token for a link: 32 random bytes in base64url, 43 characters. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** SHA-256 in hex. Enough for secrets of full entropy; never for passwords. */
export function hashSecret(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}
