// The words a person reads for the values of bases, in the reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import type { PartnerStanding } from '#lib/bases/types.ts';

const standings: Record<PartnerStanding, () => string> = {
	unasked: m.posting_partner_unasked,
	waiting: m.posting_partner_waiting,
	confirmed: m.posting_partner_confirmed,
	declined: m.posting_partner_declined
};
export const partnerStandingWord = (standing: PartnerStanding) => standings[standing]();
