// Chinese identity numbers, to refuse them: eighteen characters of which the last may be an X, or fifteen digits of the
// older kind. Whether the check digit fits does not matter; a wrong one is refused as well. Pure.

/** Whether a text holds something that looks like an identity number, also with spaces or hyphens between the digits. */
export function holdsIdentityNumber(text: string): boolean {
	const plain = text.normalize('NFKC').replace(/[\s\p{Pd}.·]/gu, '');
	return /(?<!\d)(\d{17}[\dXx]|\d{15})(?![\dXx])/.test(plain);
}
