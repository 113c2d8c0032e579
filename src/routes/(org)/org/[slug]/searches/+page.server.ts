import { typedQuery } from '#lib/searches/query.ts';
import { typeSearchSchema } from '#lib/searches/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { searchList } from '#lib/server/searches/pages.ts';
import { saveSearch } from '#lib/server/searches/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { searchActions } from '#lib/server/web/searches.ts';

export const load = async ({ locals, params }) => ({
	searches: await orRefuse(searchList(getApp(), locals.actor, params.slug))
});

export const actions = {
	...searchActions,
	save: action(typeSearchSchema, async ({ typed, frequency }, { locals, params }, app) => {
		const input = { query: typedQuery(typed), frequency, name: null };
		return { saved: await saveSearch(app, locals.actor, input, params.slug) };
	})
};
