// Time-based one-time passwords (RFC 6238 on RFC 4226), as every authenticator app makes them: six digits of
// HMAC-SHA-1 over the count of half minutes since 1970. Pure but for the making of secrets.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const [digits, stepSeconds] = [6, 30];
/** Codes of so many steps before and after the present one fit as well: clocks differ. */
const tolerance = 1;
/** 160 bits, as RFC 4226 recommends. */
const secretBytes = 20;
/** RFC 4648. */
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

type Hash = 'sha1' | 'sha256' | 'sha512';

/** The code of a step, with leading zeros. */
export function codeAt(secret: Buffer, step: number, length = digits, hash: Hash = 'sha1'): string {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(step));
	const mac = createHmac(hash, secret).update(counter).digest();
	const offset = mac.at(-1)! & 0xf;
	const number = mac.readUInt32BE(offset) & 0x7fffffff;
	return String(number % 10 ** length).padStart(length, '0');
}

export const stepOf = (now: Date) => Math.floor(now.getTime() / 1000 / stepSeconds);

/**
 * The step that a code belongs to, if it is of now and of a later step than `last`: a code that was used once, or
 * seen over a shoulder, is of no use again. Undefined when it does not fit.
 */
export function stepOfCode(secret: Buffer, code: string, now: Date, last: number): number | undefined {
	const present = stepOf(now);
	const steps = Array.from({ length: 2 * tolerance + 1 }, (_, i) => present - tolerance + i);
	return steps.find((step) => step > last && isSame(codeAt(secret, step), code));
}

function isSame(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
}

/** A new secret as people type it into an app: base32 without padding. */
export function newSecret(): string {
	return toBase32(randomBytes(secretBytes));
}

export function toBase32(bytes: Uint8Array): string {
	const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
	return (bits.match(/.{1,5}/g) ?? []).map((five) => base32[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

export function fromBase32(text: string): Buffer {
	const bits = [...text].map((letter) => base32.indexOf(letter).toString(2).padStart(5, '0')).join('');
	return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => parseInt(eight, 2)));
}

/** The address that authenticator apps open (Key Uri Format). */
export function keyUri(secret: string, account: string): string {
	const label = encodeURIComponent(`Pons:${account}`);
	return `otpauth://totp/${label}?secret=${secret}&issuer=Pons&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`;
}
