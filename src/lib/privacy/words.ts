// The words a person reads of what they agreed to, in the reader's language.
import type { LedgerPurpose } from '#lib/accounts/types.ts';
import { m } from '#lib/i18n/generated/messages.js';

type Words = { purpose: () => string; recipient: () => string; what: () => string };

const words: Record<LedgerPurpose, Words> = {
	terms: {
		purpose: m.privacy_purpose_terms,
		recipient: m.privacy_recipient_platform,
		what: m.privacy_what_terms
	},
	privacy: {
		purpose: m.privacy_purpose_privacy,
		recipient: m.privacy_recipient_platform,
		what: m.privacy_what_privacy
	},
	age16: {
		purpose: m.privacy_purpose_age16,
		recipient: m.privacy_recipient_platform,
		what: m.privacy_what_age16
	},
	profileVerified: {
		purpose: m.privacy_purpose_profile_verified,
		recipient: m.privacy_recipient_verified,
		what: m.privacy_what_profile
	},
	profilePublic: {
		purpose: m.privacy_purpose_profile_public,
		recipient: m.privacy_recipient_public,
		what: m.privacy_what_profile
	},
	profileIndexed: {
		purpose: m.privacy_purpose_profile_indexed,
		recipient: m.privacy_recipient_engines,
		what: m.privacy_what_profile
	},
	application: {
		purpose: m.privacy_purpose_application,
		recipient: m.privacy_recipient_organization,
		what: m.privacy_what_application
	}
};

/** What was agreed to, who receives what because of it. */
export const consentWords = (purpose: LedgerPurpose) => ({
	purpose: words[purpose].purpose(),
	recipient: words[purpose].recipient(),
	what: words[purpose].what()
});
