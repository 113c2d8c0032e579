import { m } from '#lib/i18n/generated/messages.js';
import { packPage } from '#lib/search/page.ts';
import { parseQuery } from '#lib/search/query.ts';
import { getApp } from '#lib/server/app.ts';
import { searchPage } from '#lib/server/search/page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const query = parseQuery(url.searchParams);
	const title = query.q ? m.search_title_words({ words: query.q }) : m.search_title();
	return { title, found: packPage(await searchPage(getApp(), query)) };
};
