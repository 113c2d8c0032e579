import { json, type RequestHandler } from '@sveltejs/kit';
import { parseQuery } from '#lib/search/query.ts';
import { getApp } from '#lib/server/app.ts';
import { searchCounts } from '#lib/server/search/facets.ts';

/** How many listings a search finds, and the counts of its facets, without the listings. */
export const GET: RequestHandler = async ({ url }) => {
	const found = await searchCounts(getApp(), parseQuery(url.searchParams));
	return json(found, { headers: { 'cache-control': 'public, max-age=30' } });
};
