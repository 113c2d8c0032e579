// The words a person reads for the parts of a search, in the reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import { count } from '#lib/i18n/text.ts';
import type { FacetGroup } from '#lib/search/page.ts';
import { chosenValues, withoutValue, type Facet, type SearchQuery, type Sort } from '#lib/search/query.ts';

const facetNames: Record<Facet | 'pay', () => string> = {
	kind: m.search_facet_kind,
	skill: m.search_facet_skill,
	district: m.search_facet_district,
	type: m.search_facet_type,
	degree: m.search_facet_degree,
	level: m.search_facet_level,
	mode: m.search_facet_mode,
	organization: m.search_facet_organization,
	pay: m.search_facet_pay
};
export const facetWord = (facet: Facet | 'pay'): string => facetNames[facet]();

const sortNames: Record<Sort, () => string> = {
	relevance: m.search_sort_relevance,
	new: m.search_sort_new,
	deadline: m.search_sort_deadline
};
export const sortWord = (sort: Sort): string => sortNames[sort]();

export const payWord = (pay: number): string => m.search_pay_from({ amount: count(pay) });

/** A filter that is on, in words, and the search without it. */
export type Chip = { facet: Facet | 'pay'; text: string; without: SearchQuery };

export function chipsOf(query: SearchQuery, groups: readonly FacetGroup[]): Chip[] {
	const chips: Chip[] = chosenValues(query).map(({ facet, value }) => {
		const option = groups.find((group) => group.facet === facet)?.options.find(([known]) => known === value);
		const text = m.search_chip({ facet: facetWord(facet), value: option?.[1] ?? value });
		return { facet, text, without: withoutValue(query, facet, value) };
	});
	if (query.payFrom) {
		const text = m.search_chip({ facet: facetWord('pay'), value: payWord(query.payFrom) });
		chips.push({ facet: 'pay', text, without: { ...query, payFrom: undefined, page: 1 } });
	}
	return chips;
}
