import { expect, test } from 'vitest';
import { checkDigit, isCreditCode, isUsualFor } from '#lib/organizations/credit-code.ts';

const first = '91320100MA1XYTEU0';
const code = first + checkDigit(first);

test('a code with its check digit is accepted', () => {
	expect(isCreditCode(code)).toBe(true);
});

test('one wrong character is noticed wherever it stands', () => {
	for (let i = 0; i < 18; i++) {
		const other = code[i] === '3' ? '4' : '3';
		expect(isCreditCode(code.slice(0, i) + other + code.slice(i + 1)), `place ${i + 1}`).toBe(false);
	}
});

test('letters that the standard leaves out are refused', () => {
	for (const letter of 'IOSVZ') expect(isCreditCode(letter + code.slice(1))).toBe(false);
});

test('only departments that register, with kinds that they know, are accepted', () => {
	const made = (beginning: string) => {
		const first = beginning + '320100MA1XYTEU0';
		return first + checkDigit(first);
	};
	const all = '0123456789ABCDEFGHJKLMNPQRTUWXY';
	const accepted = [...all].flatMap((department) =>
		[...all].filter((kind) => isCreditCode(made(department + kind))).map((kind) => department + kind)
	);
	expect(accepted.join(' ')).toBe(
		'11 12 13 14 19 21 29 31 32 33 34 35 39 41 49 51 52 53 54 59 61 62 69 71 72 79 81 89 91 92 93 99 A1 A9 N1 N2 N3 N9 Y1'
	);
});

test('a code that a kind of organization usually has not is noticed', () => {
	expect(isUsualFor('company', code)).toBe(true);
	expect(isUsualFor('company', '12' + code.slice(2))).toBe(false);
	expect(isUsualFor('hospital', '12' + code.slice(2))).toBe(true);
});
