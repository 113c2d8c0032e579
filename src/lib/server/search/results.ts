// A search as a page asks for it: words understood, engine asked, candidates ranked.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { rowsPerPage, type SearchQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { searchEngine } from '#lib/server/search/engine.ts';
import type { EngineQuery, FacetCounts } from '#lib/server/search/port.ts';
import { rank } from '#lib/server/search/rank.ts';
import { readWords } from '#lib/server/search/words.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';

export type Found = {
	/** Listings of the page, in order. Read their rows again before showing them. */
	ids: string[];
	total: number;
	facets: FacetCounts;
	/** What to mark in titles: the words and all names of the skills they name. */
	terms: string[];
};

/** One page of a search. */
export async function findListings(app: App, query: SearchQuery): Promise<Found> {
	const directory = await skillDirectory(app.db);
	const words = readWords(query.q, directory);
	const asked: EngineQuery = {
		words,
		filters: query.filters,
		payFrom: query.payFrom,
		sort: query.sort,
		today: dayInNanjing(app.now()),
		offset: (query.page - 1) * rowsPerPage,
		limit: rowsPerPage
	};
	const { ids, ranked, total, facets } = await searchEngine(app).search(asked);
	const named = words.flatMap(({ skill }) => directory.get(skill ?? '') ?? []);
	const terms = [
		...words.map(({ text }) => text),
		...named.flatMap(({ zh, en, aliases }) => [zh, en, ...aliases])
	];
	return { ids: ranked ? ids : await rank(app.sql, asked, ids), total, facets, terms };
}
