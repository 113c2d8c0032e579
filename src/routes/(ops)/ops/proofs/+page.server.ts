import { proofDecisionSchema } from '#lib/proofs/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { decideProof, proofQueue } from '#lib/server/proofs/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({ waiting: await orRefuse(proofQueue(getApp(), locals.actor)) });

export const actions = {
	default: action(proofDecisionSchema, async (input, { locals }, app) => {
		await decideProof(app, locals.actor, input);
		return { did: input.decision };
	})
};
