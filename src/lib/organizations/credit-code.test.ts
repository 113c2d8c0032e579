import { expect, test } from 'vitest';
import { checkDigit, isCreditCode } from '#lib/organizations/credit-code.ts';

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
