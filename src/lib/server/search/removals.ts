// Why nothing is found: what each filter and each part of the words keeps away.
import { searchWithout, type Removal } from '#lib/search/page.ts';
import { facets, ranges, type SearchQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { totalOf } from '#lib/server/search/facets.ts';
import { wordsWithout } from '#lib/server/search/typed.ts';
import type { Part } from '#lib/server/search/understand.ts';

/** So many things are tried. */
const mostTried = 10;

/** The things without which something would be found, filters first, with how much. */
export async function removalsOf(app: App, query: SearchQuery, parts: readonly Part[]): Promise<Removal[]> {
	const tried = candidates(query, parts).slice(0, mostTried);
	const found = await Promise.all(
		tried.map(async (removal) => ({ ...removal, total: await totalOf(app, searchWithout(query, removal)) }))
	);
	return found.filter(({ total }) => total > 0);
}

type Candidate = Omit<Removal, 'total'>;

function candidates(query: SearchQuery, parts: readonly Part[]): Candidate[] {
	const filters = [
		...facets.filter((facet) => query.filters[facet].length > 0),
		...ranges.filter((range) => query[range] !== undefined)
	];
	const wanted = parts.filter(({ without }) => !without);
	const excluded = parts.filter(({ without }) => without);
	return [
		...filters.map((of) => ({ of, part: undefined, q: undefined })),
		...[...excluded, ...(wanted.length > 1 ? wanted : [])].map((part) => ({
			of: 'words' as const,
			part: part.text,
			q: wordsWithout(query.q, part)
		}))
	];
}
