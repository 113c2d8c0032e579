// What a password must be. Length and guessability only: no rules about kinds of characters, paste is welcome.
import { commonPasswords } from '#lib/accounts/common-passwords.ts';

/** Characters (code points). */
export const passwordMin = 8;
export const passwordMax = 128;

/**
 * The message key that says what is wrong with a new password, or undefined when it may be used.
 * `email` is the account's address: neither it nor its name part may be the password.
 */
export function passwordProblem(password: string, email: string): string | undefined {
	const length = [...password].length;
	if (length === 0) return 'common_error_required';
	if (length < passwordMin) return 'accounts_error_password_short';
	if (length > passwordMax) return 'accounts_error_password_long';
	const folded = password.normalize('NFKC').toLowerCase();
	const address = email.normalize('NFKC').toLowerCase();
	if (folded === address || folded === address.split('@')[0]) return 'accounts_error_password_email';
	if (commonPasswords.has(folded) || isOnePiece(folded)) return 'accounts_error_password_common';
	return undefined;
}

/** The same one to four characters again and again, such as 11111111 or abcabcabc. */
function isOnePiece(text: string): boolean {
	return /^(.{1,4})\1+$/u.test(text);
}
