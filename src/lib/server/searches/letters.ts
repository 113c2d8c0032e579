// The mail of a saved search, in its owner's language.
import { m } from '#lib/i18n/generated/messages.js';
import { inLocale } from '#lib/i18n/in-locale.ts';
import { href, type Locale } from '#lib/i18n/locale.ts';
import { count } from '#lib/i18n/text.ts';
import { listingLine, type ListingCard } from '#lib/listings/card.ts';
import type { TalentLine } from '#lib/talents/found.ts';
import { mailedMax } from '#lib/searches/types.ts';
import type { Mail } from '#lib/server/mail/send.ts';

type Found = {
	id: string;
	name: string;
	slug: string | null;
	/** The latest of them, each as a text in the language of the mail. */
	items: Array<() => string>;
	/** All new results. */
	total: number;
};
type Reader = { email: string; locale: Locale };

/** `end` is the link that ends these mails. */
export function foundLetter({ email, locale }: Reader, origin: string, end: string, found: Found): Mail {
	return inLocale(locale, () => {
		const { id, name, slug, total } = found;
		const list = href(slug ? `/org/${slug}/searches` : '/me/searches');
		const items = found.items.slice(0, mailedMax).map((text) => text());
		const more = total - items.length;
		return {
			to: email,
			subject: m.searches_mail_subject({ name, count: count(total) }),
			text: m.searches_mail_text({
				name,
				count: count(total),
				items: items.join('\n\n'),
				more: more > 0 ? m.searches_mail_more({ count: count(more) }) : m.searches_mail_all(),
				link: `${origin}${list}/${id}`,
				settings: `${origin}${list}`,
				end
			})
		};
	});
}

/** A listing as a mail lists it; `first` comes before what else is said about it. */
export function listingText(card: ListingCard, origin: string, first = ''): string {
	const line = listingLine(card);
	const about = [first, line.organization, ...line.meta.slice(0, 2), line.pay, line.soon].filter(Boolean);
	return `${line.title}\n${about.join(' · ')}\n${origin}${line.href}`;
}

/** A person as the organization sees them in a list; never how to reach them. The profile's page records its readers. */
export function talentText({ id, name, headline, degree, skills }: TalentLine, origin: string): string {
	const known = skills.map((skill) => skill.name).join(m.common_separator());
	return [name, [headline, degree, known].filter(Boolean).join(' · '), origin + href(`/talents/${id}`)]
		.filter(Boolean)
		.join('\n');
}
