// The mail to those a case is about: it always goes out, because what it tells has consequences and a time limit.
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
