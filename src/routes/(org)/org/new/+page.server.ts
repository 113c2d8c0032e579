import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { organizationSchema } from '#lib/organizations/schema.ts';
import { createOrganization } from '#lib/server/organizations/service.ts';
import { action } from '#lib/server/web/action.ts';

export const actions = {
	default: action(organizationSchema, async (input, { locals }, app) => {
		const slug = await createOrganization(app, locals.actor, input);
		redirect(303, href(`/org/${slug}`));
	})
};
