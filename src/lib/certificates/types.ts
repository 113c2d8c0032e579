// Words and types of certificates that pages and server share: what an organization confirms that a person has learnt
// in a course or an internship. It counts as evidence in the profile once the person has agreed to it.
import { listingKinds, type ListingKind, type SkillLevel } from '#lib/listings/types.ts';

/**
 * Offered to the person, who agrees or declines, and may change their mind at any time. The organization can withdraw
 * what was agreed to; that is the end of it.
 */
export const certificateStates = ['offered', 'agreed', 'declined', 'withdrawn'] as const;
export type CertificateState = (typeof certificateStates)[number];

/** Of roles only of those that are internships: the others end in a job. */
export type CertificateKind = ListingKind;
export const certificateKinds = listingKinds;

export type CertifiedSkill = { id: string; zh: string; en: string; level: SkillLevel };

/** What a certificate says; what its holder does not show to the reader is absent. */
export type Certificate = {
	kind: CertificateKind;
	titleZh: string | null;
	titleEn: string | null;
	organization: { slug: string; nameZh: string | null; nameEn: string | null; verified: boolean };
	/** The name that the holder chose for it. */
	holder: string;
	/** The day (in Nanjing) on which the organization confirmed it. */
	issuedOn: string;
	/** First and last day of the course or internship. */
	dates: { from: string; to: string } | undefined;
	skills: CertifiedSkill[] | undefined;
	/** The day (in Nanjing) on which the organization took it back. */
	withdrawnOn: string | undefined;
	sample: boolean;
};
