// The texts a person agrees to on signing up, and which version of each is in force.
import type { ConsentPurpose } from '#lib/accounts/types.ts';

/** Day of each text's last change in substance; it is recorded with the consent and shown on the page. */
export const textVersions: Readonly<Record<ConsentPurpose, string>> = {
	terms: '2026-11-23',
	privacy: '2026-11-29',
	age16: '2026-11-23'
};
