// The facets of a search for talents as its page shows them: values with their words and counts, in order.
import type { FacetCounts, ValueCounts } from '#lib/server/search/port.ts';
import type { SkillDirectory } from '#lib/server/skills/directory.ts';
import { talentValueWord } from '#lib/server/talents/words.ts';
import type { TalentGroup } from '#lib/talents/found.ts';
import {
	availableNow,
	talentFacets,
	talentFacetWords,
	type TalentFacet,
	type TalentQuery
} from '#lib/talents/search.ts';

export const groupsOf = (
	counts: FacetCounts<TalentFacet>,
	query: TalentQuery,
	directory: SkillDirectory
): TalentGroup[] => talentFacets.map((facet) => groupOf(facet, counts[facet], query, directory));

/** Values shown of the skills, besides the chosen ones. */
const mostValues = 12;

function groupOf(
	facet: TalentFacet,
	counts: ValueCounts,
	{ filters }: TalentQuery,
	directory: SkillDirectory
): TalentGroup {
	const words = talentFacetWords[facet];
	const all = words ? words.map((value): Entry => [value, counts.get(value) ?? 0]) : [...counts];
	const inOrder = all.sort(orders[facet] ?? byCount);
	const entries =
		facet === 'skill'
			? inOrder.filter(([value], place) => place < mostValues || filters.skill.includes(value))
			: inOrder;
	return {
		facet,
		options: entries.map(([value, count]) => [value, talentValueWord(facet, value, directory), count])
	};
}

type Entry = [value: string, count: number];
const byValue = (a: Entry, b: Entry) => (a[0] < b[0] ? -1 : 1);
const byCount = (a: Entry, b: Entry) => b[1] - a[1] || byValue(a, b);
const asListed = () => 0;

/** Facets whose values read best in their own order; the others go by count. */
const orders: Partial<Record<TalentFacet, (a: Entry, b: Entry) => number>> = {
	degree: asListed,
	days: asListed,
	evidence: asListed,
	from: (a, b) => Number(b[0] === availableNow) - Number(a[0] === availableNow) || byValue(a, b)
};
