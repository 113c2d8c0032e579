import { error, json, type RequestHandler } from '@sveltejs/kit';
import { openFacets, parseQuery } from '#lib/search/query.ts';
import { getApp } from '#lib/server/app.ts';
import { facetValues } from '#lib/server/search/facets.ts';

/** Values of a long facet by what was typed of their names, with their counts in the search of the address. */
export const GET: RequestHandler = async ({ url }) => {
	const facet = openFacets.find((known) => known === url.searchParams.get('facet'));
	if (!facet) error(404, 'No such facet');
	const typed = url.searchParams.get('typed') ?? '';
	const found = await facetValues(getApp(), parseQuery(url.searchParams), facet, typed);
	return json(found, { headers: { 'cache-control': 'public, max-age=30' } });
};
