import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/generated/messages.js';
import { findSchema } from '#lib/moderation/find.ts';
import { findAnything } from '#lib/server/audit/find.ts';
import { action } from '#lib/server/web/action.ts';

export const load = ({ locals }) => {
	if (!locals.actor?.isOperator) error(404, m.common_refusal_notFound());
};

export const actions = {
	default: action(findSchema, async (input, { locals }, app) => ({
		...input,
		found: await findAnything(app, locals.actor, input)
	}))
};
