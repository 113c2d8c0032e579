// Words and types of bases that pages and server share.

/**
 * How a named partner stands to a base: not asked yet (whoever asks is not verified), asked, taking part, or not (it
 * said no, or left). Only `confirmed` is for everybody's eyes.
 */
export type PartnerStanding = 'unasked' | 'waiting' | 'confirmed' | 'declined';

/** Another organization's base, as one sees it that was asked to take part. */
export type Partnership = {
	id: string;
	titleZh: string | null;
	titleEn: string | null;
	ownerZh: string | null;
	ownerEn: string | null;
	standing: Exclude<PartnerStanding, 'unasked'>;
	/** The day (in Nanjing) on which it was asked, or answered. */
	since: string;
};
