// The mails around running a base together, each in its reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import { href, type Locale } from '#lib/i18n/locale.ts';
import { pick } from '#lib/i18n/text.ts';
import type { Mail } from '#lib/server/mail/send.ts';

type Reader = { email: string; locale: Locale };
type Named = { slug: string; nameZh: string | null; nameEn: string | null };
type Base = { id: string; titleZh: string | null; titleEn: string | null };

/** To an owner of an organization that a base names as its partner: confirm or decline. */
export function requestLetter(
	{ email, locale }: Reader,
	origin: string,
	{ base, owner, partner }: { base: Base; owner: Named; partner: Named }
): Mail {
	const words = {
		name: pick(owner.nameZh, owner.nameEn, locale).text,
		partner: pick(partner.nameZh, partner.nameEn, locale).text,
		base: pick(base.titleZh, base.titleEn, locale).text,
		link: origin + href(`/org/${partner.slug}/bases/${base.id}`, locale)
	};
	return {
		to: email,
		subject: m.org_partner_mail_subject(words, { locale }),
		text: m.org_partner_mail_text(words, { locale })
	};
}

/** To an owner of the organization that runs the base: the partner has answered, or left. */
export function answerLetter(
	{ email, locale }: Reader,
	origin: string,
	{ base, owner, partner, confirmed }: { base: Base; owner: Named; partner: Named; confirmed: boolean }
): Mail {
	const words = {
		partner: pick(partner.nameZh, partner.nameEn, locale).text,
		base: pick(base.titleZh, base.titleEn, locale).text,
		link: origin + href(`/org/${owner.slug}/listings/${base.id}`, locale)
	};
	return {
		to: email,
		subject: confirmed
			? m.org_partner_mail_confirmed_subject(words, { locale })
			: m.org_partner_mail_declined_subject(words, { locale }),
		text: confirmed
			? m.org_partner_mail_confirmed_text(words, { locale })
			: m.org_partner_mail_declined_text(words, { locale })
	};
}
