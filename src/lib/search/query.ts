// A search in our words, and its address: read from a URL, checked, and written back in one canonical form.
// Pure; it must not know any engine, and nothing a stranger types can make it throw.
import { courseModes, studyLevels } from '#lib/courses/types.ts';
import { degrees, listingKinds } from '#lib/listings/types.ts';
import { districts } from '#lib/organizations/types.ts';
import { employmentTypes } from '#lib/roles/types.ts';

/** Filters with counts. OR inside one, AND between them. The order is that of the page and of the address. */
export const facets = [
	'kind',
	'skill',
	'district',
	'type',
	'degree',
	'level',
	'mode',
	'organization'
] as const;
export type Facet = (typeof facets)[number];

export const sorts = ['relevance', 'new', 'deadline'] as const;
export type Sort = (typeof sorts)[number];

export type SearchQuery = {
	/** The words as typed, at most 200 characters. */
	q: string;
	/** Chosen values, without repeats, in a fixed order. Skills and organizations are ids. */
	filters: Record<Facet, string[]>;
	/** Least pay, whole CNY a month, that a listing's range must reach. */
	payFrom: number | undefined;
	sort: Sort;
	/** 1–50. */
	page: number;
};

export const longestQuery = 200;
export const highestPage = 50;
export const rowsPerPage = 20;
const highestPay = 1_000_000;
const mostValues = 20;

/** Facets of a closed list of words; the others hold ids. */
export const facetWords: Partial<Record<Facet, readonly string[]>> = {
	kind: listingKinds,
	district: districts,
	type: employmentTypes,
	degree: degrees,
	level: studyLevels,
	mode: courseModes
};
const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** The search an address asks for. What is not valid is left out; numbers are brought into their range. */
export function parseQuery(params: URLSearchParams): SearchQuery {
	const sort = sorts.find((known) => known === params.get('sort')) ?? 'relevance';
	const pay = wholeNumber(params.get('payFrom'));
	return {
		q: cleanWords(params.get('q') ?? ''),
		filters: Object.fromEntries(
			facets.map((facet) => [facet, cleanValues(facet, params.getAll(facet))])
		) as SearchQuery['filters'],
		payFrom: pay && pay > 0 ? Math.min(pay, highestPay) : undefined,
		sort,
		page: Math.min(Math.max(wholeNumber(params.get('page')) ?? 1, 1), highestPage)
	};
}

/** The canonical path of a search: defaults left out, so that the same search always has the same address. */
export function searchPath(query: SearchQuery): string {
	const params = new URLSearchParams();
	if (query.q) params.set('q', query.q);
	for (const facet of facets) for (const value of query.filters[facet]) params.append(facet, value);
	if (query.payFrom) params.set('payFrom', String(query.payFrom));
	if (query.sort !== 'relevance') params.set('sort', query.sort);
	if (query.page > 1) params.set('page', String(query.page));
	const text = params.toString();
	return text ? `/search?${text}` : '/search';
}

/** The same search without one value of a facet, from its first page. */
export function withoutValue(query: SearchQuery, facet: Facet, value: string): SearchQuery {
	const kept = query.filters[facet].filter((chosen) => chosen !== value);
	return { ...query, filters: { ...query.filters, [facet]: kept }, page: 1 };
}

/** The same words without any filter. */
export function withoutFilters(query: SearchQuery): SearchQuery {
	return { ...query, filters: emptyFilters(), payFrom: undefined, page: 1 };
}

/** Every chosen value with its facet, in the order of the page. */
export function chosenValues(query: SearchQuery): Array<{ facet: Facet; value: string }> {
	return facets.flatMap((facet) => query.filters[facet].map((value) => ({ facet, value })));
}

export function emptyFilters(): SearchQuery['filters'] {
	return Object.fromEntries(facets.map((facet) => [facet, []])) as unknown as SearchQuery['filters'];
}

/** Control characters reach no engine: PostgreSQL refuses some of them. */
function cleanWords(typed: string): string {
	const visible = typed
		.replace(/[\p{Cc}\p{Cs}\ufffd]/gu, ' ')
		.replace(/\s+/gu, ' ')
		.trim();
	return visible.length <= longestQuery ? visible : [...visible].slice(0, longestQuery).join('').trim();
}

function cleanValues(facet: Facet, values: string[]): string[] {
	const known = facetWords[facet];
	if (known) return known.filter((word) => values.includes(word));
	return [...new Set(values.filter((value) => idPattern.test(value)))].sort().slice(0, mostValues);
}

function wholeNumber(text: string | null): number | undefined {
	return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
