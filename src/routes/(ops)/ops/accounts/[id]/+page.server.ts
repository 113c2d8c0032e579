import { suspendSchema } from '#lib/moderation/suspend.ts';
import { getApp } from '#lib/server/app.ts';
import { accountForOperators, liftSuspension, suspend } from '#lib/server/moderation/suspend.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	account: await orRefuse(accountForOperators(getApp(), locals.actor, params.id))
});

export const actions = {
	suspend: action(suspendSchema, async ({ reason }, { locals, params }, app) => {
		await suspend(app, locals.actor, params.id!, reason);
		return { did: 'suspend' as const };
	}),
	lift: action(suspendSchema, async ({ reason }, { locals, params }, app) => {
		await liftSuspension(app, locals.actor, params.id!, reason);
		return { did: 'lift' as const };
	})
};
