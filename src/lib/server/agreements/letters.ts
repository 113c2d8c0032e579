// The mail to a guardian: who asks, for what, and the link under which the text is read and accepted.
import { m } from '#lib/i18n/generated/messages.js';
import { href, type Locale } from '#lib/i18n/locale.ts';
import { pick } from '#lib/i18n/text.ts';
import type { Mail } from '#lib/server/mail/send.ts';

type About = { titleZh: string | null; titleEn: string | null; fullName: string; token: string };

export function guardianLetter(
	{ email, name }: { email: string; name: string },
	locale: Locale,
	origin: string,
	{ titleZh, titleEn, fullName, token }: About
): Mail {
	const base = pick(titleZh, titleEn, locale).text;
	const link = origin + href(`/guardian/${token}`, locale);
	const words = { guardian: name, name: fullName, base, link };
	return {
		to: email,
		subject: m.agreements_mail_subject(words, { locale }),
		text: m.agreements_mail_text(words, { locale })
	};
}
