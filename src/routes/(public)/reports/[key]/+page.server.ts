import { nothingSchema } from '#lib/accounts/schema.ts';
import { saySchema } from '#lib/moderation/case-schema.ts';
import { getApp } from '#lib/server/app.ts';
import { reportPage, sayMore, withdrawReport } from '#lib/server/moderation/reports.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { report: await orRefuse(reportPage(getApp(), locals.actor, params.key)), signedIn: !!locals.actor };
};

export const actions = {
	say: action(saySchema, async (input, { locals, params }, app) => {
		await sayMore(app, locals.actor, params.key!, input);
		return { said: true };
	}),
	withdraw: action(nothingSchema, async (_, { locals, params }, app) => {
		await withdrawReport(app, locals.actor, params.key!, true);
	}),
	restore: action(nothingSchema, async (_, { locals, params }, app) => {
		await withdrawReport(app, locals.actor, params.key!, false);
	})
};
