import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { saveSearchSchema } from '#lib/searches/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { searchList } from '#lib/server/searches/pages.ts';
import { saveSearch } from '#lib/server/searches/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { searchActions, signInToSave } from '#lib/server/web/searches.ts';

export const load = async ({ locals, url }) => {
	const searches = await orRefuse(searchList(getApp(), locals.actor));
	return { searches, saved: url.searchParams.get('saved') };
};

export const actions = {
	...searchActions,
	save: action(saveSearchSchema, async (input, { locals }, app) => {
		if (!locals.actor) redirect(303, signInToSave(input));
		redirect(303, href(`/me/searches?saved=${await saveSearch(app, locals.actor, input)}`));
	})
};
