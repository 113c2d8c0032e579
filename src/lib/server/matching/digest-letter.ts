// The weekly mail of matches, in its reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { href, type Locale } from '#lib/i18n/locale.ts';
import { count } from '#lib/i18n/text.ts';
import type { Mail } from '#lib/server/mail/send.ts';
import type { RoleMatch } from '#lib/server/matching/explained.ts';
import { listingText } from '#lib/server/searches/letters.ts';

type Reader = { email: string; locale: Locale };
/** `total` counts those that the mail does not list as well. */
type Found = { total: number; roles: RoleMatch[] };

/** `end` is the link that ends these mails. */
export function digestLetter(
	{ email, locale }: Reader,
	origin: string,
	end: string,
	{ total, roles }: Found
): Mail {
	return inLocale(locale, () => {
		const items = roles.map(({ card, match }) =>
			listingText(card, origin, m.matching_digest_coverage({ count: count(match.headline) }))
		);
		const more = total - roles.length;
		return {
			to: email,
			subject: m.matching_digest_subject({ count: count(total) }),
			text: m.matching_digest_text({
				count: count(total),
				items: items.join('\n\n'),
				more: more > 0 ? m.matching_digest_more({ count: count(more) }) : m.matching_digest_all(),
				link: origin + href('/me/matches'),
				settings: `${origin}${href('/me/notices')}#settings`,
				end
			})
		};
	});
}
