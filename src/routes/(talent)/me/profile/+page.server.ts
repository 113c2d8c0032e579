import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { frozenBy } from '#lib/server/moderation/appeals.ts';
import { profileForm, saveProfile } from '#lib/server/talents/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { forgetPicked, takenAlong } from '#lib/server/web/picked.ts';
import { profileSchema } from '#lib/talents/schema.ts';

export const load = async ({ locals, cookies }) => ({
	values: await orRefuse(profileForm(getApp(), locals.actor, locals.locale, takenAlong(cookies))),
	caseId: locals.actor && (await frozenBy(getApp(), { accountId: locals.actor.accountId }))
});

export const actions = {
	default: action(profileSchema, async (input, event, app) => {
		await saveProfile(app, event.locals.actor, input);
		forgetPicked(event);
		// A new profile goes on to what it is for; an edited one stays under the eyes.
		if (input.version === 0) redirect(303, href('/me'));
		return { saved: true };
	})
};
