// The mails to those a case is about, and to those whose account is closed: they always go out, because what they tell
// has consequences and a time limit.
import { m } from '#lib/i18n/generated/messages.js';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { href, type Locale } from '#lib/i18n/locale.ts';
import type { NoticeData } from '#lib/notifications/types.ts';
import { noticeText } from '#lib/notifications/words.ts';
import type { Mail } from '#lib/server/mail/send.ts';

type Reader = { email: string; locale: Locale };

export function caseLetter(
	{ email, locale }: Reader,
	origin: string,
	data: NoticeData['caseMoved'],
	words: string
): Mail {
	return inLocale(locale, () => {
		const sentence = noticeText({ kind: 'caseMoved', data });
		const link = origin + href(`/cases/${data.id}`);
		return { to: email, subject: sentence, text: m.reports_mail_text({ sentence, words, link }) };
	});
}

/** To somebody whose account was closed by an operator. */
export function suspendedLetter({ email, locale }: Reader, reason: string): Mail {
	return {
		to: email,
		subject: m.ops_mail_suspended_subject({}, { locale }),
		text: m.ops_mail_suspended_text({ reason }, { locale })
	};
}

/** To somebody whose account is open again. */
export function suspensionLiftedLetter({ email, locale }: Reader, reason: string): Mail {
	return {
		to: email,
		subject: m.ops_mail_lifted_subject({}, { locale }),
		text: m.ops_mail_lifted_text({ reason }, { locale })
	};
}
