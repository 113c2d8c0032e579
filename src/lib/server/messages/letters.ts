// The digest of unread messages, in its reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { href, type Locale } from '#lib/i18n/locale.ts';
import { count, pick } from '#lib/i18n/text.ts';
import { conversationPath } from '#lib/messages/path.ts';
import type { Mail } from '#lib/server/mail/send.ts';
import type { WaitingLine } from '#lib/server/messages/data.ts';

/** Conversations that a mail lists; the others are on the site. */
const listedMax = 20;

/** `end` is the link that ends these mails. */
export function digestLetter(
	{ email, locale }: { email: string; locale: Locale },
	origin: string,
	end: string,
	lines: readonly WaitingLine[]
): Mail {
	return inLocale(locale, () => {
		const all = lines.reduce((sum, { unread }) => sum + unread, 0);
		const items = lines.slice(0, listedMax).map((line) => {
			const title = pick(line.titleZh, line.titleEn).text;
			const link = origin + href(conversationPath(line));
			return `${m.notifications_messageReceived({ title, count: count(line.unread) })}\n${link}`;
		});
		return {
			to: email,
			subject: m.messages_mail_subject({ count: count(all) }),
			text: m.messages_mail_text({
				items: items.join('\n\n'),
				settings: `${origin}${href('/me/notices')}#settings`,
				end
			})
		};
	});
}
