// Input of the forms on the page about one's own data. Messages are message keys.
import * as v from 'valibot';

const field = 'common_error_field';

/** Which consent ends: one about the profile, or that to share with an organization, which is named by its slug. */
export const endConsentSchema = v.variant('purpose', [
	v.object({ purpose: v.picklist(['profileVerified', 'profilePublic', 'profileIndexed'], field) }),
	v.object({
		purpose: v.literal('application'),
		organization: v.pipe(v.string(field), v.regex(/^[a-z0-9-]{1,60}$/, field))
	})
]);
export type EndConsent = v.InferOutput<typeof endConsentSchema>;
