import { getApp } from '#lib/server/app.ts';
import { searchFinds } from '#lib/server/searches/pages.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { oneSearchActions } from '#lib/server/web/searches.ts';

export const load = async ({ locals, params, url }) => ({
	...(await orRefuse(searchFinds(getApp(), locals.actor, params.id))),
	looked: url.searchParams.has('looked')
});

export const actions = oneSearchActions;
