// Notices as mails, in the account's language, each with the way to end such mails.
import { m } from '#lib/i18n/generated/messages.js';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { href, type Locale } from '#lib/i18n/locale.ts';
import type { Notice } from '#lib/notifications/types.ts';
import { noticeHref, noticeText } from '#lib/notifications/words.ts';
import type { Mail } from '#lib/server/mail/send.ts';

type Reader = { email: string; locale: Locale };

export function unsubscribeLink(origin: string, locale: Locale, token: string): string {
	return origin + href(`/unsubscribe?token=${token}`, locale);
}

export function noticeLetter({ email, locale }: Reader, origin: string, end: string, notice: Notice): Mail {
	return inLocale(locale, () => ({
		to: email,
		subject: noticeText(notice),
		text: m.notifications_mail_text({
			sentence: noticeText(notice),
			link: origin + noticeHref(notice),
			settings: `${origin}${href('/me/notices')}#settings`,
			end
		})
	}));
}
