import { stepSchema } from '#lib/moderation/case-schema.ts';
import { getApp } from '#lib/server/app.ts';
import { moveCase, operatorCase } from '#lib/server/moderation/cases.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	it: await orRefuse(operatorCase(getApp(), locals.actor, params.id))
});

export const actions = {
	default: action(stepSchema, async (input, { locals, params }, app) => {
		await moveCase(app, locals.actor, params.id!, input);
		return { moved: true };
	})
};
