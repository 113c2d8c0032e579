import { expect, test } from 'vitest';
import { commonPasswords } from '#lib/accounts/common-passwords.ts';
import { passwordMin, passwordProblem } from '#lib/accounts/password.ts';

const email = 'lin.xiaoyu@example.org';

test('a password has 8 to 128 characters, however many bytes they take', () => {
	expect(passwordProblem('七个字的密码呀', email)).toBe('accounts_error_password_short');
	expect(passwordProblem('八个字的密码也行', email)).toBeUndefined();
	expect(passwordProblem('脑机接口'.repeat(31) + '与学人', email)).toBeUndefined();
	expect(passwordProblem('a-long-password-'.repeat(8) + 'x', email)).toBe('accounts_error_password_long');
	expect(passwordProblem('', email)).toBe('common_error_required');
});

test('passwords that guessers try first are refused, in any case and width', () => {
	for (const common of [
		'woaini1314',
		'Woaini1314',
		'1qaz2wsx',
		'P@ssw0rd',
		'５２０１３１４５２０',
		'aaaaaaaaaa',
		'脑桥脑桥脑桥脑桥'
	]) {
		expect(passwordProblem(common, email), common).toBe('accounts_error_password_common');
	}
});

test('the own address and its name part are refused as a password', () => {
	expect(passwordProblem('Lin.Xiaoyu@example.org', email)).toBe('accounts_error_password_email');
	expect(passwordProblem('lin.xiaoyu', email)).toBe('accounts_error_password_email');
});

test('the list of common passwords is long and every entry could be met', () => {
	expect(commonPasswords.size).toBeGreaterThan(300);
	for (const entry of commonPasswords) {
		expect(entry).toBe(entry.toLowerCase());
		expect(entry.length, entry).toBeGreaterThanOrEqual(passwordMin);
	}
});
