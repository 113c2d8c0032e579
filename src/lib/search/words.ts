// The words a person reads for the parts of a search, in the reader's language.
import { m } from '#lib/i18n/generated/messages.js';
import { locale } from '#lib/i18n/locale.ts';
import { count } from '#lib/i18n/text.ts';
import {
	benefitWord,
	degreeWord,
	districtWord,
	employmentWord,
	kindWord,
	modeWord,
	studyLevelWord
} from '#lib/listings/words.ts';
import type { FacetData, FacetOption, Removal, SearchPage, UnderstoodPart } from '#lib/search/page.ts';
import {
	chosenValues,
	facetWords,
	isOpen,
	ranges,
	withoutRange,
	withoutValue,
	type ClosedFacet,
	type Facet,
	type Length,
	type Range,
	type SearchQuery,
	type Sort
} from '#lib/search/query.ts';

const facetNames: Record<Facet, () => string> = {
	kind: m.search_facet_kind,
	skill: m.search_facet_skill,
	district: m.search_facet_district,
	type: m.search_facet_type,
	degree: m.search_facet_degree,
	level: m.search_facet_level,
	mode: m.search_facet_mode,
	days: m.search_facet_days,
	length: m.search_facet_length,
	benefit: m.search_facet_benefit,
	organization: m.search_facet_organization
};
export const facetWord = (facet: Facet): string => facetNames[facet]();

const rangeNames: Record<Range, () => string> = {
	payFrom: m.search_range_payFrom,
	payTo: m.search_range_payTo,
	startFrom: m.search_range_startFrom,
	startTo: m.search_range_startTo,
	closing: m.search_range_closing,
	since: m.search_range_since,
	gives: m.search_range_gives
};
export const rangeWord = (range: Range): string => rangeNames[range]();

const lengthNames: Record<Length, () => string> = {
	short: m.search_length_short,
	half: m.search_length_half,
	year: m.search_length_year,
	long: m.search_length_long
};
export const lengthWord = (length: Length): string => lengthNames[length]();
export const daysWord = (days: string): string => m.search_days({ days: Number(days) });

const valueWords: Record<ClosedFacet, (value: never) => string> = {
	kind: kindWord,
	district: districtWord,
	type: employmentWord,
	degree: degreeWord,
	level: studyLevelWord,
	mode: modeWord,
	days: daysWord,
	length: lengthWord,
	benefit: benefitWord
};
/** A value of a closed list in words. */
export const valueWord = (facet: ClosedFacet, value: string): string => valueWords[facet](value as never);

/** Closed lists whose values read best in their own order; the others go by count. */
const inOwnOrder: readonly Facet[] = ['kind', 'degree', 'level', 'days', 'length'];

/** A facet's values with their counts: of a closed list all, of the others those that were sent. */
export function optionsOf(facet: Facet, facets: FacetData): FacetOption[] {
	if (isOpen(facet)) return facets[facet];
	const counts = facets.counts[facet];
	const options = facetWords[facet].map((value, i): FacetOption => [
		value,
		valueWord(facet, value),
		counts?.[i] ?? 0
	]);
	return inOwnOrder.includes(facet) ? options : options.sort(byCount);
}

const byCount = (a: FacetOption, b: FacetOption) => b[2] - a[2];

/** The values of a closed list, with counts in the same order; the most frequent first. */
export function mostFirst<Value extends string>(
	values: readonly Value[],
	wordOf: (value: Value) => string,
	counts: readonly number[]
): FacetOption[] {
	return values.map((value, i): FacetOption => [value, wordOf(value), counts[i]!]).sort(byCount);
}

const sortNames: Record<Sort, () => string> = {
	relevance: m.search_sort_relevance,
	new: m.search_sort_new,
	deadline: m.search_sort_deadline
};
export const sortWord = (sort: Sort): string => sortNames[sort]();

const months = new Map<string, string>();

/** A month, YYYY-MM: 2027年3月, or Mar 2027. */
export function monthWord(month: string): string {
	const key = `${locale()} ${month}`;
	let word = months.get(key);
	if (!word) {
		const english = locale() === 'en';
		word = new Date(`${month}-01T00:00:00Z`).toLocaleDateString(english ? 'en-GB' : 'zh-CN', {
			timeZone: 'UTC',
			year: 'numeric',
			month: english ? 'short' : 'long'
		});
		months.set(key, word);
	}
	return word;
}

/** What a range is set to, in words. */
export function rangeValue(range: Exclude<Range, 'gives'>, value: number | string): string {
	if (range === 'payFrom' || range === 'payTo') return m.search_pay({ amount: count(Number(value)) });
	if (range === 'closing' || range === 'since') return m.search_within({ days: Number(value) });
	return monthWord(String(value));
}

/** A filter that is on, in words, and the search without it. */
export type Chip = { of: Facet | Range; text: string; without: SearchQuery };

export function chipsOf(query: SearchQuery, facets: FacetData): Chip[] {
	const chips: Chip[] = chosenValues(query).map(({ facet, value }) => {
		const label = isOpen(facet)
			? facets[facet].find(([known]) => known === value)?.[1]
			: valueWord(facet, value);
		const text = m.search_chip({ facet: facetWord(facet), value: label ?? value });
		return { of: facet, text, without: withoutValue(query, facet, value) };
	});
	for (const range of ranges) {
		const value = query[range];
		if (value === undefined) continue;
		const words = range === 'gives' ? (facets.gives ?? String(value)) : rangeValue(range, value);
		const text = m.search_chip({ facet: rangeWord(range), value: words });
		chips.push({ of: range, text, without: withoutRange(query, range) });
	}
	return chips;
}

/** What a removal takes away: a part of the words, or all chips of a filter. */
export function removalWord(
	{ of, part }: Pick<Removal<string>, 'of' | 'part'>,
	chips: ReadonlyArray<{ of: string; text: string }>
): string {
	if (part !== undefined) return part;
	return chips
		.filter((chip) => chip.of === of)
		.map(({ text }) => text)
		.join(' / ');
}

/** What is said above the second part of the results. */
export function moreWord(
	query: SearchQuery,
	{ removed, removals, parts, total, facets }: SearchPage
): string {
	if (removed) return m.search_more_removed({ what: removalWord(removals[0]!, chipsOf(query, facets)) });
	const asksForSkill = parts.some(({ as, without }) => as === 'skill' && !without);
	return asksForSkill && total === 0 ? m.search_more_related() : m.search_more_some();
}

/** What a part of the words was understood as: '技能：脑电', '不含 EEG', '“real time”'. */
export function partWord({ as, label, without }: UnderstoodPart, wordOf = facetWord): string {
	const plain = as === 'word' || as === 'phrase';
	const said = plain ? (as === 'phrase' ? m.search_quoted({ words: label }) : label) : '';
	const text = said || m.search_chip({ facet: wordOf(as as Facet), value: label });
	return without ? m.search_without({ words: text }) : text;
}
