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

/** To the owner: the password was changed. */
export function passwordChangedLetter({ email, locale }: Reader): Mail {
	return {
		to: email,
		subject: m.accounts_mail_password_changed_subject({}, { locale }),
		text: m.accounts_mail_password_changed_text({}, { locale })
	};
}
