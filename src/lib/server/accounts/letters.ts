// The mails around an account, in its owner's language. Links go to pages that show first and act on a button.
import { href, type Locale } from '#lib/i18n/locale.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { Mail } from '#lib/server/mail/send.ts';

type Reader = { email: string; locale: Locale };

/** To somebody who signed up: confirm that this address is yours. */
export function verifyLetter({ email, locale }: Reader, origin: string, token: string): Mail {
	const link = origin + href(`/verify?token=${token}`, locale);
	return {
		to: email,
		subject: m.accounts_mail_verify_subject({}, { locale }),
		text: m.accounts_mail_verify_text({ link }, { locale })
	};
}

/** To the owner of an account whose address somebody tried to sign up or change to. */
export function knownLetter({ email, locale }: Reader, origin: string): Mail {
	const links = { signIn: origin + href('/sign-in', locale), forgot: origin + href('/forgot', locale) };
	return {
		to: email,
		subject: m.accounts_mail_known_subject({}, { locale }),
		text: m.accounts_mail_known_text(links, { locale })
	};
}

/** To somebody who forgot the password. */
export function resetLetter({ email, locale }: Reader, origin: string, token: string): Mail {
	const link = origin + href(`/reset?token=${token}`, locale);
	return {
		to: email,
		subject: m.accounts_mail_reset_subject({}, { locale }),
		text: m.accounts_mail_reset_text({ link }, { locale })
	};
}

/** To the new address of an account: confirm the change. */
export function newAddressLetter({ email, locale }: Reader, origin: string, token: string): Mail {
	const link = origin + href(`/verify?token=${token}`, locale);
	return {
		to: email,
		subject: m.accounts_mail_email_subject({}, { locale }),
		text: m.accounts_mail_email_text({ link }, { locale })
	};
}

/** To the old address: it no longer signs in. */
export function addressChangedLetter({ email, locale }: Reader): Mail {
	return {
		to: email,
		subject: m.accounts_mail_email_changed_subject({}, { locale }),
		text: m.accounts_mail_email_changed_text({}, { locale })
	};
}

/** What happened to a second factor, or to the codes that stand in for one. */
export type FactorNews = 'added' | 'removed' | 'codesRenewed' | 'codeUsed' | 'codesGone';
const factorTexts: Record<FactorNews, (parts: object, options: { locale: Locale }) => string> = {
	added: m.factor_mail_added,
	removed: m.factor_mail_removed,
	codesRenewed: m.factor_mail_codes_renewed,
	codeUsed: m.factor_mail_code_used,
	codesGone: m.factor_mail_codes_gone
};

/** To the owner: what it was, and what to do if it was somebody else. */
export function factorLetter({ email, locale }: Reader, origin: string, news: FactorNews): Mail {
	const what = factorTexts[news]({}, { locale });
	const links = { account: origin + href('/account', locale), forgot: origin + href('/forgot', locale) };
	return { to: email, subject: what, text: m.factor_mail_text({ what, ...links }, { locale }) };
}

/** To the owner: the password was changed. */
export function passwordChangedLetter({ email, locale }: Reader): Mail {
	return {
		to: email,
		subject: m.accounts_mail_password_changed_subject({}, { locale }),
		text: m.accounts_mail_password_changed_text({}, { locale })
	};
}
