import { redirect } from '@sveltejs/kit';
import { actingSchema } from '#lib/acting/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { factorsOf } from '#lib/server/accounts/factor.ts';
import { startActing } from '#lib/server/acting/service.ts';
import { suspendSchema } from '#lib/moderation/suspend.ts';
import { getApp } from '#lib/server/app.ts';
import { accountForOperators, liftSuspension, suspend } from '#lib/server/moderation/suspend.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	asksCode: (await factorsOf(getApp().db, locals.actor?.accountId ?? '')).app,
	account: await orRefuse(accountForOperators(getApp(), locals.actor, params.id))
});

export const actions = {
	act: action(actingSchema, async (input, { locals, params }, app) => {
		await startActing(app, locals.actor, params.id!, input);
		redirect(303, href('/'));
	}),
	suspend: action(suspendSchema, async ({ reason }, { locals, params }, app) => {
		await suspend(app, locals.actor, params.id!, reason);
		return { did: 'suspend' as const };
	}),
	lift: action(suspendSchema, async ({ reason }, { locals, params }, app) => {
		await liftSuspension(app, locals.actor, params.id!, reason);
		return { did: 'lift' as const };
	})
};
