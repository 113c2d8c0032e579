// A search for talents in our words, and its address below an organization's own pages. Pure; nothing a stranger
// types can make it throw.
import { degrees } from '#lib/listings/types.ts';
import { districts } from '#lib/organizations/types.ts';
import { employmentTypes } from '#lib/roles/types.ts';
import type { Removal } from '#lib/search/page.ts';
import {
	cleanIds,
	cleanMonth,
	cleanNumber,
	daysPerWeek,
	highestPage,
	highestPay,
	readWords,
	withWords,
	type SearchQuery
} from '#lib/search/query.ts';

/**
 * Filters with counts, in the order of the page and of the address. OR inside one, AND between them. District, type
 * and days are what the person wishes, `from` is the month from which they are available, or `now`.
 */
export const talentFacets = ['skill', 'degree', 'type', 'district', 'days', 'from', 'evidence'] as const;
export type TalentFacet = (typeof talentFacets)[number];

/** Support that a skill may have beyond being said. */
export const supports = ['document', 'verified'] as const;

/** Available in this month or before. */
export const availableNow = 'now';

export const talentSorts = ['relevance', 'new'] as const;
export type TalentSort = (typeof talentSorts)[number];

export type TalentQuery = Omit<SearchQuery<TalentFacet>, 'sort'> & { sort: TalentSort };

/** The values of the facets that have a closed list. */
export const talentFacetWords: Partial<Record<TalentFacet, readonly string[]>> = {
	degree: degrees.filter((degree) => degree !== 'none'),
	type: employmentTypes,
	district: districts,
	days: daysPerWeek,
	evidence: supports
};

const mostMonths = 24;

/** The search an address asks for. What is not valid is left out; numbers are brought into their range. */
export function parseTalentQuery(params: URLSearchParams): TalentQuery {
	return {
		...readWords(params),
		filters: Object.fromEntries(
			talentFacets.map((facet) => [facet, cleanValues(facet, params.getAll(facet))])
		) as TalentQuery['filters'],
		payFrom: undefined,
		payTo: cleanNumber(params.get('payTo'), highestPay),
		startFrom: undefined,
		startTo: undefined,
		closing: undefined,
		since: undefined,
		gives: undefined,
		sort: talentSorts.find((known) => known === params.get('sort')) ?? 'relevance',
		page: Math.min(Math.max(cleanNumber(params.get('page'), highestPage) ?? 1, 1), highestPage)
	};
}

function cleanValues(facet: TalentFacet, values: string[]): string[] {
	if (facet === 'skill') return cleanIds(values);
	if (facet === 'from') {
		const months = values.filter((value) => value === availableNow || cleanMonth(value) !== undefined);
		return [...new Set(months)].sort().slice(0, mostMonths);
	}
	return talentFacetWords[facet]!.filter((word) => values.includes(word));
}

/** What follows `/org/…/talents` in the canonical address: defaults left out. */
export function talentSearch(query: TalentQuery): string {
	const params = new URLSearchParams();
	if (query.q) params.set('q', query.q);
	for (const facet of talentFacets) for (const value of query.filters[facet]) params.append(facet, value);
	for (const part of query.plain) params.append('plain', part);
	if (query.payTo) params.set('payTo', String(query.payTo));
	if (query.sort !== 'relevance') params.set('sort', query.sort);
	if (query.page > 1) params.set('page', String(query.page));
	const text = params.toString();
	return text ? `?${text}` : '';
}

/** Every chosen value with its facet, in the order of the page. */
export function chosenTalentValues({ filters }: TalentQuery): Array<{ facet: TalentFacet; value: string }> {
	return talentFacets.flatMap((facet) => filters[facet].map((value) => ({ facet, value })));
}

/** The filters that are on. */
export function chosenTalentFilters(query: TalentQuery): Array<TalentFacet | 'payTo'> {
	const pay = query.payTo === undefined ? [] : (['payTo'] as const);
	return [...talentFacets.filter((facet) => query.filters[facet].length > 0), ...pay];
}

/** The search without one filter, or with other words. */
export function talentsWithout(
	query: TalentQuery,
	{ of, q }: Pick<Removal<TalentFacet | 'payTo'>, 'of' | 'q'>
): TalentQuery {
	if (of === 'words') return { ...withWords(query, q ?? ''), plain: query.plain };
	if (of === 'payTo') return { ...query, payTo: undefined, page: 1 };
	return { ...query, filters: { ...query.filters, [of]: [] }, page: 1 };
}

/** The same words without any filter. */
export function withoutTalentFilters({ q, plain, sort }: TalentQuery): TalentQuery {
	return { ...parseTalentQuery(new URLSearchParams()), q, plain, sort };
}
