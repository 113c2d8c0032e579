// A search in our words, and its address: read from a URL, checked, and written back in one canonical form.
// Pure; it must not know any engine, and nothing a stranger types can make it throw.
import { courseModes, studyLevels } from '#lib/courses/types.ts';
import { degrees, listingKinds } from '#lib/listings/types.ts';
import { districts } from '#lib/organizations/types.ts';
import { benefits, employmentTypes } from '#lib/roles/types.ts';

/** Filters with counts. OR inside one, AND between them. The order is that of the page and of the address. */
export const facets = [
	'kind',
	'skill',
	'district',
	'type',
	'degree',
	'level',
	'mode',
	'days',
	'length',
	'benefit',
	'organization'
] as const;
export type Facet = (typeof facets)[number];

/** Facets of as many values as there are skills and organizations; the others have closed lists. */
export const openFacets = ['skill', 'organization'] as const;
export type OpenFacet = (typeof openFacets)[number];
export type ClosedFacet = Exclude<Facet, OpenFacet>;

export const sorts = ['relevance', 'new', 'deadline'] as const;
export type Sort = (typeof sorts)[number];

/** How long a role lasts: up to 3 months, 4 to 6, 7 to 12, longer. */
export const lengths = ['short', 'half', 'year', 'long'] as const;
export type Length = (typeof lengths)[number];
export const daysPerWeek = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Filters of one value each, all optional. */
export const ranges = ['payFrom', 'payTo', 'startFrom', 'startTo', 'closing', 'since', 'gives'] as const;
export type Range = (typeof ranges)[number];
export type Ranges = {
	/** Whole CNY a month: the listing's pay must reach the first and begin no higher than the second. */
	payFrom: number | undefined;
	payTo: number | undefined;
	/** Months as YYYY-MM, both included, in one of which the role, a run or a period begins. */
	startFrom: string | undefined;
	startTo: string | undefined;
	/** Closes within so many days. */
	closing: number | undefined;
	/** Published within so many days. */
	since: number | undefined;
	/** Id of a skill that a course or base gives, itself or through what lies under it. */
	gives: string | undefined;
};

export type SearchQuery<F extends string = Facet> = Ranges & {
	/** The words as typed, at most 200 characters. */
	q: string;
	/** Parts of the words that are to be found as they stand, and not understood as a filter or corrected. */
	plain: string[];
	/** Chosen values, without repeats, in a fixed order. Skills and organizations are ids. */
	filters: Record<F, string[]>;
	sort: Sort;
	/** 1–50. */
	page: number;
};

export const longestQuery = 200;
export const highestPage = 50;
export const rowsPerPage = 20;
export const highestPay = 1_000_000;
const mostDays = 365;
const mostValues = 20;
const mostPlain = 8;

/** The values of the facets that have a closed list; the others hold ids. */
export const facetWords: Readonly<Record<ClosedFacet, readonly string[]>> = {
	kind: listingKinds,
	district: districts,
	type: employmentTypes,
	degree: degrees,
	level: studyLevels,
	mode: courseModes,
	days: daysPerWeek,
	length: lengths,
	benefit: benefits
};
const idPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

export const isOpen = (facet: Facet): facet is OpenFacet => openFacets.some((open) => open === facet);

/** The search an address asks for. What is not valid is left out; numbers are brought into their range. */
export function parseQuery(params: URLSearchParams): SearchQuery {
	const given = valuesByName(params);
	const first = (name: string) => given.get(name)?.[0] ?? null;
	const filters = {} as SearchQuery['filters'];
	for (const facet of facets) filters[facet] = cleanValues(facet, given.get(facet));
	return {
		...readWords(params),
		filters,
		payFrom: cleanNumber(first('payFrom'), highestPay),
		payTo: cleanNumber(first('payTo'), highestPay),
		startFrom: cleanMonth(first('startFrom')),
		startTo: cleanMonth(first('startTo')),
		closing: cleanNumber(first('closing'), mostDays),
		since: cleanNumber(first('since'), mostDays),
		gives: cleanIds(given.get('gives') ?? [])[0],
		sort: sorts.find((known) => known === first('sort')) ?? 'relevance',
		page: Math.min(Math.max(wholeNumber(first('page')) ?? 1, 1), highestPage)
	};
}

/** Most addresses name two or three of two dozen parameters: asked one by one, each would go through all of them. */
function valuesByName(params: URLSearchParams): Map<string, string[]> {
	const given = new Map<string, string[]>();
	params.forEach((value, name) => {
		const values = given.get(name);
		if (values) values.push(value);
		else given.set(name, [value]);
	});
	return given;
}

/** The words of a search, and its parts that are not to be understood. */
export function readWords(params: URLSearchParams): Pick<SearchQuery, 'q' | 'plain'> {
	return {
		q: cleanWords(params.get('q') ?? ''),
		plain: [...new Set(params.getAll('plain').map(cleanWords))].filter(Boolean).sort().slice(0, mostPlain)
	};
}

/** The canonical path of a search: defaults left out, so that the same search always has the same address. */
export function searchPath(query: SearchQuery): string {
	const params = new URLSearchParams();
	if (query.q) params.append('q', query.q);
	for (const facet of facets) for (const value of query.filters[facet]) params.append(facet, value);
	for (const part of query.plain) params.append('plain', part);
	for (const range of ranges) if (query[range]) params.append(range, String(query[range]));
	if (query.sort !== 'relevance') params.append('sort', query.sort);
	if (query.page > 1) params.append('page', String(query.page));
	const asked = params.toString();
	return asked === '' ? '/search' : `/search?${asked}`;
}

/** The same search without one value of a facet, from its first page. */
export function withoutValue<F extends string, Q extends SearchQuery<F>>(
	query: Q,
	facet: F,
	value: string
): Q {
	const kept = query.filters[facet].filter((chosen) => chosen !== value);
	return { ...query, filters: { ...query.filters, [facet]: kept }, page: 1 };
}

/** The same search without any value of a facet. */
export function withoutFacet(query: SearchQuery, facet: Facet): SearchQuery {
	return { ...query, filters: { ...query.filters, [facet]: [] }, page: 1 };
}

/** The same words without any filter. */
export function withoutFilters(query: SearchQuery): SearchQuery {
	return { ...everything(), q: query.q, plain: query.plain, sort: query.sort };
}

/** The same search without one range. */
export function withoutRange(query: SearchQuery, range: Range): SearchQuery {
	return { ...query, [range]: undefined, page: 1 };
}

/** The same search with a part of its words taken as it stands. */
export function withPlain<Q extends { plain: string[]; page: number }>(query: Q, part: string): Q {
	return { ...query, plain: [...new Set([...query.plain, part])].sort(), page: 1 };
}

/** The same search with all of its words understood again. */
export function withoutPlain<Q extends { plain: string[]; page: number }>(query: Q): Q {
	return { ...query, plain: [], page: 1 };
}

/** Other words within the same filters. */
export function withWords<Q extends { q: string; plain: string[]; page: number }>(query: Q, q: string): Q {
	return { ...query, q: cleanWords(q), plain: [], page: 1 };
}

/** The search for everything. */
export function everything(): SearchQuery {
	return parseQuery(new URLSearchParams());
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

function cleanValues(facet: Facet, values: string[] | undefined): string[] {
	if (!values) return [];
	if (!isOpen(facet)) return facetWords[facet].filter((word) => values.includes(word));
	return cleanIds(values);
}

/** Ids, each once, in order. */
export const cleanIds = (values: string[]): string[] =>
	[...new Set(values.filter((value) => idPattern.test(value)))].sort().slice(0, mostValues);

/** A whole number above 0, cut at the most. */
export function cleanNumber(text: string | null, most: number): number | undefined {
	const number = wholeNumber(text);
	return number ? Math.min(number, most) : undefined;
}

/** A month as YYYY-MM. */
export function cleanMonth(text: string | null): string | undefined {
	return text !== null && /^20\d\d-(0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}

function wholeNumber(text: string | null): number | undefined {
	return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
