import { personaliseSchema } from '#lib/matching/schema.ts';
import { setPersonalised } from '#lib/server/accounts/personalised.ts';
import { getApp } from '#lib/server/app.ts';
import { isPersonalised } from '#lib/server/matching/data.ts';
import { action } from '#lib/server/web/action.ts';

export const load = async ({ locals: { actor } }) => ({
	personalised: actor && (await isPersonalised(getApp().db, actor.accountId))
});

export const actions = {
	personalise: action(personaliseSchema, async ({ personalised }, { locals }, app) => {
		await setPersonalised(app, locals.actor, personalised);
	})
};
