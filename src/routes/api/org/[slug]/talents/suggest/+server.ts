import { json } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { suggestForTalents } from '#lib/server/talents/suggest.ts';
import { orRefuse } from '#lib/server/web/action.ts';

const headers = { 'cache-control': 'private, no-store' };

/** What may be meant by what was typed: from the skill tree and closed lists, nothing of any person. */
export const GET = async ({ locals, params, url }) => {
	return json(
		await orRefuse(suggestForTalents(getApp(), locals.actor, params.slug, url.searchParams.get('q') ?? '')),
		{ headers }
	);
};
