import { redirect } from '@sveltejs/kit';
import { nothingSchema } from '#lib/accounts/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { stopActing } from '#lib/server/acting/service.ts';
import { action } from '#lib/server/web/action.ts';

export const load = ({ url }) => ({ closed: url.searchParams.has('closed') });

export const actions = {
	default: action(nothingSchema, async (_, { locals }, app) => {
		const accountId = await stopActing(app, locals.actor);
		redirect(303, href(`/ops/accounts/${accountId}`));
	})
};
