import { appealSchema } from '#lib/moderation/case-schema.ts';
import { getApp } from '#lib/server/app.ts';
import { appealCase, subjectCase } from '#lib/server/moderation/appeals.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { signedIn } from '#lib/server/web/visitor.ts';

export const load = async (event) => ({
	it: await orRefuse(subjectCase(getApp(), signedIn(event), event.params.id))
});

export const actions = {
	default: action(appealSchema, async ({ words }, { locals, params }, app) => {
		await appealCase(app, locals.actor, params.id!, words);
		return { appealed: true };
	})
};
