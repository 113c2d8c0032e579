// Input of the forms on the page about one's own data. Messages are message keys.
import * as v from 'valibot';
import { givenPassword } from '#lib/accounts/schema.ts';

const field = 'common_error_field';

/** Which consent ends: one about the profile, or that to share with an organization, which is named by its slug. */
export const endConsentSchema = v.variant('purpose', [
	v.object({ purpose: v.picklist(['profileVerified', 'profilePublic', 'profileIndexed'], field) }),
	v.object({
		purpose: v.literal('application'),
		organization: v.pipe(v.string(field), v.regex(/^[a-z0-9-]{1,60}$/, field))
	})
]);
/** The password once more: erasing cannot be taken back. */
export const eraseSchema = v.object({ password: givenPassword });

export type EndConsent = v.InferOutput<typeof endConsentSchema>;
