import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeAt, fromBase32, stepOf, stepOfCode, toBase32 } from '#lib/server/accounts/totp.ts';

describe('a one-time password', () => {
	/** RFC 6238, appendix B. */
	const seed = (length: number) => Buffer.from('1234567890'.repeat(7).slice(0, length));
	const vectors = [
		[59, '94287082', '46119246', '90693936'],
		[1_111_111_109, '07081804', '68084774', '25091201'],
		[1_111_111_111, '14050471', '67062674', '99943326'],
		[1_234_567_890, '89005924', '91819424', '93441116'],
		[2_000_000_000, '69279037', '90698825', '38618901'],
		[20_000_000_000, '65353130', '77737706', '47863826']
	] as const;

	it.each(vectors)('is that of the RFC at second %i', (second, sha1, sha256, sha512) => {
		const step = stepOf(new Date(second * 1000));
		expect(codeAt(seed(20), step, 8)).toBe(sha1);
		expect(codeAt(seed(32), step, 8, 'sha256')).toBe(sha256);
		expect(codeAt(seed(64), step, 8, 'sha512')).toBe(sha512);
	});

	it('fits half a minute early and late, and never twice', () => {
		const now = new Date('2026-11-23T04:00:00Z');
		const step = stepOf(now);
		for (const near of [step - 1, step, step + 1])
			expect(stepOfCode(seed(20), codeAt(seed(20), near), now, 0)).toBe(near);
		for (const far of [step - 2, step + 2])
			expect(stepOfCode(seed(20), codeAt(seed(20), far), now, 0)).toBeUndefined();
		expect(stepOfCode(seed(20), codeAt(seed(20), step), now, step)).toBeUndefined();
		expect(stepOfCode(seed(20), '１２３４５６', now, 0)).toBeUndefined();
	});

	it('has a secret that is the same after it was written in base32', () => {
		fc.assert(
			fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
				expect(fromBase32(toBase32(bytes)).equals(Buffer.from(bytes))).toBe(true);
			})
		);
		expect(toBase32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
	});
});
