// Words for a reader who is not the one whose request this is: mails are written in the account's language.
import { getLocale, overwriteGetLocale } from '#lib/i18n/generated/runtime.js';
import type { Locale } from '#lib/i18n/locale.ts';

/** What `make` says when the reader's language is `to`. It must not wait for anything: others would read along. */
export function inLocale<T>(to: Locale, make: () => T): T {
	const before = getLocale;
	overwriteGetLocale(() => to);
	try {
		return make();
	} finally {
		overwriteGetLocale(before);
	}
}
