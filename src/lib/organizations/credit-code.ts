// 统一社会信用代码 (GB 32100-2015): 18 characters, the last one a check digit (ISO 7064, modulus 31).

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Whether the code has the right form and check digit. Expects capital letters. */
export function isCreditCode(code: string): boolean {
	if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
	return code[17] === checkDigit(code.slice(0, 17));
}

/** The check digit of the first 17 characters. */
export function checkDigit(first: string): string {
	const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first[i]!), 0);
	return alphabet[(31 - (sum % 31)) % 31]!;
}
