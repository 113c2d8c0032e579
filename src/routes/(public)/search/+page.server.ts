import { dev } from '$app/environment';
import { m } from '#lib/i18n/generated/messages.js';
import { parcel } from '#lib/parcel.ts';
import { parseQuery } from '#lib/search/query.ts';
import { getApp } from '#lib/server/app.ts';
import { besideOf } from '#lib/server/matching/beside.ts';
import { searchPage } from '#lib/server/search/page.ts';
import type { PageServerLoad } from './$types';
import { resultsMarkup } from './results.ts';

export const load: PageServerLoad = async ({ url, locals, isDataRequest }) => {
	// Read as a whole: any other address is another search, and two dozen parameters need not be named in the page.
	const query = parseQuery(new URLSearchParams(url.search));
	const title = query.q ? m.search_title_words({ words: query.q }) : m.search_title();
	const page = await searchPage(getApp(), query);
	const besides = await besideOf(
		getApp(),
		locals.actor,
		[...page.rows, ...page.more].map(({ card }) => card)
	);
	const { total, rows, parts, facets, removals } = page;
	return {
		title,
		found: parcel({ total, isEmpty: rows.length === 0, parts, facets, removals }),
		results: resultsMarkup(query, page, besides, !isDataRequest && !dev)
	};
};
