// 统一社会信用代码 (GB 32100-2015 with its amendments): 18 characters. The first names the department that registers,
// the second the kind of body, six the place, nine the body itself, and the last is a check digit (ISO 7064,
// modulus 31).
import type { OrganizationKind } from '#lib/organizations/types.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The departments that register, each with the kinds of bodies it knows (table 1 of the standard). */
const registrars: Readonly<Record<string, string>> = {
	'1': '12349', // 机构编制
	'2': '19', // 外交
	'3': '123459', // 司法行政
	'4': '19', // 文化
	'5': '12349', // 民政
	'6': '129', // 旅游
	'7': '129', // 宗教
	'8': '19', // 工会
	'9': '1239', // 市场监管
	A: '19', // 中央军委改革和编制办公室
	N: '1239', // 农业
	Y: '1' // 其他
};

/** Whether the code has the right form, a kind that there is, and the right check digit. Expects capital letters. */
export function isCreditCode(code: string): boolean {
	if (!/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false;
	return isKnownKind(code) && code[17] === checkDigit(code.slice(0, 17));
}

const isKnownKind = (code: string) => registrars[code[0]!]?.includes(code[1]!) ?? false;

/** The check digit of the first 17 characters. */
export function checkDigit(first: string): string {
	const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first[i]!), 0);
	return alphabet[(31 - (sum % 31)) % 31]!;
}

/** Beginnings of codes that bodies of a kind have: public bodies, schools and hospitals may be private as well. */
const usual: Readonly<Record<OrganizationKind, RegExp>> = {
	university: /^(11|12|52|9)/,
	company: /^9/,
	hospital: /^(12|52|9|A)/,
	institute: /^(12|13|52|9|A)/,
	platform: /^(11|12|13|5|9)/
};

/** Whether an organization of this kind usually has such a code: for the eyes of whoever verifies it. */
export function isUsualFor(kind: OrganizationKind, code: string): boolean {
	return usual[kind].test(code);
}
