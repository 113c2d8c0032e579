import { decisionSchema } from '#lib/organizations/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { waitingForVerification } from '#lib/server/organizations/operations.ts';
import { decideVerification } from '#lib/server/organizations/verify.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({
	waiting: await orRefuse(waitingForVerification(getApp(), locals.actor))
});

export const actions = {
	default: action(decisionSchema, async (input, { locals }, app) => {
		return { did: await decideVerification(app, locals.actor, input) };
	})
};
