import { json } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { talentCounts } from '#lib/server/talents/search.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { parseTalentQuery } from '#lib/talents/search.ts';

const headers = { 'cache-control': 'private, no-store' };

/** How many talents a search finds, and the counts of its facets, without anybody. */
export const GET = async ({ locals, params, url }) => {
	return json(
		await orRefuse(talentCounts(getApp(), locals.actor, params.slug, parseTalentQuery(url.searchParams))),
		{ headers }
	);
};
