// The words a person reads for the parts of a search for talents.
import { m } from '#lib/i18n/generated/messages.js';
import { count } from '#lib/i18n/text.ts';
import { withoutValue, withWords } from '#lib/search/query.ts';
import type { Searched } from '#lib/search/searched.ts';
import type { TalentGroup } from '#lib/talents/found.ts';
import {
	chosenTalentValues,
	talentFacets,
	talentSearch,
	type TalentFacet,
	type TalentQuery,
	type TalentSort
} from '#lib/talents/search.ts';

const facetNames: Record<TalentFacet, () => string> = {
	skill: m.talents_search_facet_skill,
	degree: m.talents_search_facet_degree,
	type: m.talents_search_facet_type,
	district: m.talents_search_facet_district,
	days: m.talents_search_facet_days,
	from: m.talents_search_facet_from,
	evidence: m.talents_search_facet_evidence
};
export const talentFacetWord = (facet: TalentFacet): string => facetNames[facet]();

const sortNames: Record<TalentSort, () => string> = {
	relevance: m.search_sort_relevance,
	new: m.talents_search_sort_new
};
export const talentSortWord = (sort: TalentSort): string => sortNames[sort]();

/** What the search box of an organization's search for talents searches. */
export function searchedTalents(home: string, query: TalentQuery): Searched {
	return {
		at: `${home}/talents`,
		label: m.talents_search_label(),
		suggestions: `/api${home}/talents/suggest`,
		kept: 'pons.searches.talents',
		chosen({ filter }, words) {
			const next = withWords(query, words);
			const facet = talentFacets.find((known) => known === filter?.facet);
			if (!filter || !facet) return at(next);
			const chosen = [...new Set([...next.filters[facet], filter.value])];
			return at({ ...next, filters: { ...next.filters, [facet]: chosen } });
		}
	};

	function at(asked: TalentQuery): string {
		return `${home}/talents${talentSearch(asked)}`;
	}
}

/** A filter that is on, in words, and the search without it. */
export type TalentChip = { of: TalentFacet | 'payTo'; text: string; without: TalentQuery };

export function talentChips(query: TalentQuery, groups: readonly TalentGroup[]): TalentChip[] {
	const chips: TalentChip[] = chosenTalentValues(query).map(({ facet, value }) => {
		const options = groups.find((group) => group.facet === facet)?.options;
		const label = options?.find(([known]) => known === value)?.[1] ?? value;
		const text = m.search_chip({ facet: talentFacetWord(facet), value: label });
		return { of: facet, text, without: withoutValue(query, facet, value) };
	});
	if (query.payTo) {
		const value = m.search_pay({ amount: count(query.payTo) });
		const text = m.search_chip({ facet: m.talents_search_facet_pay(), value });
		chips.push({ of: 'payTo', text, without: { ...query, payTo: undefined, page: 1 } });
	}
	return chips;
}
