import { dropSchema, tryAgainSchema } from '#lib/search/operations.ts';
import { getApp } from '#lib/server/app.ts';
import { dropParked, searchOverview, tryParkedAgain } from '#lib/server/search/operations.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = ({ locals }) => orRefuse(searchOverview(getApp(), locals.actor));

export const actions = {
	drop: action(dropSchema, async (input, { locals }, app) => {
		await dropParked(app, locals.actor, input);
		return { dropped: true };
	}),
	again: action(tryAgainSchema, async (input, { locals }, app) => ({
		queued: await tryParkedAgain(app, locals.actor, input)
	}))
};
