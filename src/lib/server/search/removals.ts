// Why nothing is found: what each filter and each part of the words keeps away.
import type { Removal } from '#lib/search/page.ts';
import { facets, ranges, type Facet, type Range, type SearchQuery } from '#lib/search/query.ts';
import { wordsWithout } from '#lib/server/search/typed.ts';
import type { Part } from '#lib/server/search/understand.ts';

/** So many things are tried. */
const mostTried = 10;

type Candidate<Of extends string> = Omit<Removal<Of>, 'total'>;

/**
 * The things without which something would be found, filters first, with how much: `chosen` are the filters that are
 * on, and `totalWithout` says what the search finds without one of them or with other words.
 */
export async function removalsOf<Of extends string>(
	q: string,
	chosen: readonly Of[],
	parts: readonly Part[],
	totalWithout: (removal: Candidate<Of>) => Promise<number>
): Promise<Removal<Of>[]> {
	const tried = candidates(q, chosen, parts).slice(0, mostTried);
	const found = await Promise.all(
		tried.map(async (removal) => ({ ...removal, total: await totalWithout(removal) }))
	);
	return found.filter(({ total }) => total > 0);
}

function candidates<Of extends string>(
	q: string,
	chosen: readonly Of[],
	parts: readonly Part[]
): Candidate<Of>[] {
	const wanted = parts.filter(({ without }) => !without);
	const excluded = parts.filter(({ without }) => without);
	return [
		...chosen.map((of) => ({ of, part: undefined, q: undefined })),
		...[...excluded, ...(wanted.length > 1 ? wanted : [])].map((part) => ({
			of: 'words' as const,
			part: part.text,
			q: wordsWithout(q, part)
		}))
	];
}

/** The filters of a search for listings that are on. */
export function chosenFilters(query: SearchQuery): Array<Facet | Range> {
	return [
		...facets.filter((facet) => query.filters[facet].length > 0),
		...ranges.filter((range) => query[range] !== undefined)
	];
}
