import { m } from '#lib/i18n/generated/messages.js';
import { getApp } from '#lib/server/app.ts';
import { searchTalents } from '#lib/server/talents/search.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { parseTalentQuery } from '#lib/talents/search.ts';

export const load = async ({ locals, params, url }) => {
	const query = parseTalentQuery(url.searchParams);
	const title = query.q ? m.talents_search_title_words({ words: query.q }) : m.talents_search_title();
	return { title, found: await orRefuse(searchTalents(getApp(), locals.actor, params.slug, query)) };
};
