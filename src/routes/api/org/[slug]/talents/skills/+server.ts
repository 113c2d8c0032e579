import { json } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { talentSkills } from '#lib/server/talents/search.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { parseTalentQuery } from '#lib/talents/search.ts';

const headers = { 'cache-control': 'private, no-store' };

/** Skills by what was typed of their names, with their counts in the search of the address. */
export const GET = async ({ locals, params, url }) => {
	const typed = url.searchParams.get('typed') ?? '';
	const query = parseTalentQuery(url.searchParams);
	return json(await orRefuse(talentSkills(getApp(), locals.actor, params.slug, query, typed)), { headers });
};
