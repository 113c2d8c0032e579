import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { typedSearch } from '#lib/searches/query.ts';
import { saveSearchSchema, typeSearchSchema } from '#lib/searches/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { searchList } from '#lib/server/searches/pages.ts';
import { saveSearch } from '#lib/server/searches/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { searchActions } from '#lib/server/web/searches.ts';

export const load = async ({ locals, params, url }) => ({
	searches: await orRefuse(searchList(getApp(), locals.actor, params.slug)),
	saved: url.searchParams.get('saved')
});

export const actions = {
	...searchActions,
	save: action(typeSearchSchema, async ({ typed, frequency }, { locals, params }, app) => {
		const input = { ...typedSearch(typed), frequency, name: null };
		return { saved: await saveSearch(app, locals.actor, input, params.slug) };
	}),
	saveTalents: action(saveSearchSchema, async (input, { locals, params: { slug } }, app) => {
		const id = await saveSearch(app, locals.actor, { ...input, kind: 'talent' }, slug);
		redirect(303, href(`/org/${slug}/searches?saved=${id}`));
	})
};
