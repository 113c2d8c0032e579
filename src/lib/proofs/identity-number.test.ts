import { expect, test } from 'vitest';
import { holdsIdentityNumber } from './identity-number.ts';

test.each([
	'32010219900307123X',
	'320102199003071234',
	'320102 19900307 1234',
	'３２０１０２１９９００３０７１２３４',
	'320102-19900307-123x',
	'320102900307123',
	'证件号 320102199003071234，请核对'
])('%j looks like an identity number', (text) => {
	expect(holdsIdentityNumber(text)).toBe(true);
});

test.each([
	'AB12CD34EF56GH78',
	'123456789012',
	'1234567890123456',
	'+86 139 8765 4321',
	'东南大学',
	'2026-11-23'
])('%j does not', (text) => {
	expect(holdsIdentityNumber(text)).toBe(false);
});
