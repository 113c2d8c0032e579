import { markItemSchema, planSchema } from '#lib/plans/schema.ts';
import { planLine } from '#lib/plans/view.ts';
import { getApp } from '#lib/server/app.ts';
import { planPage } from '#lib/server/plans/pages.ts';
import { markItem, removePlan, renewPlan, restorePlan } from '#lib/server/plans/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => {
	const plans = await orRefuse(planPage(getApp(), locals.actor));
	return { plans: plans.map(planLine), saved: url.searchParams.has('saved') };
};

export const actions = {
	mark: action(markItemSchema, async (input, { locals }, app) => {
		await markItem(app, locals.actor, input);
		return { done: input.done ? ('marked' as const) : undefined };
	}),
	again: action(planSchema, async ({ id }, { locals }, app) => {
		await renewPlan(app, locals.actor, id);
		return { done: 'renewed' as const };
	}),
	remove: action(planSchema, async ({ id }, { locals }, app) => {
		await removePlan(app, locals.actor, id);
		return { done: 'removed' as const, id };
	}),
	restore: action(planSchema, async ({ id }, { locals }, app) => {
		await restorePlan(app, locals.actor, id);
		return { done: 'restored' as const };
	})
};
