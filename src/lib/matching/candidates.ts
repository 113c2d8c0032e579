// What a company asks of the list of candidates besides the order, as the address of its page says it; and whom it
// compares. Pure.
import type { Degree } from '#lib/listings/types.ts';
import { districts, type District } from '#lib/organizations/types.ts';
import { bitsOf, type Facet } from './facets.ts';
import { degreeFits } from './misfit.ts';
import type { Wishes } from './types.ts';

export const appliedWords = ['yes', 'no'] as const;
export type AppliedWord = (typeof appliedWords)[number];

export type CandidateFilter = {
	/** Who would work in any of these: one is among the districts wished for, or no district is. */
	district: District[];
	/** Only who has the degree that the role asks for. */
	degree: boolean;
	/** Only who supports some of what counts by documents. */
	documented: boolean;
	applied: AppliedWord[];
	/** Only who is available on this day (YYYY-MM-DD); who says nothing is. */
	by: string | undefined;
};

/** People behind each value of a filter, in the order of `districts` and `appliedWords`. */
export type CandidateCounts = { district: number[]; degree: number; documented: number; applied: number[] };

/** Fewest and most people beside each other. */
export const [comparedMin, comparedMax] = [2, 4];

export function parseCandidateFilter(params: URLSearchParams): CandidateFilter {
	const by = params.get('by') ?? '';
	return {
		district: districts.filter((district) => params.getAll('district').includes(district)),
		degree: params.has('degree'),
		documented: params.has('documented'),
		applied: appliedWords.filter((word) => params.getAll('applied').includes(word)),
		by: /^20\d\d-[01]\d-[0-3]\d$/.test(by) ? by : undefined
	};
}

/** The query of the page's address; empty for all candidates. */
export function candidateQuery(
	{ district, degree, documented, applied, by }: CandidateFilter,
	page = 1
): string {
	const parts = [
		...district.map((one) => `district=${one}`),
		degree && 'degree=1',
		documented && 'documented=1',
		...applied.map((one) => `applied=${one}`),
		by && `by=${by}`,
		page > 1 && `page=${page}`
	].filter(Boolean);
	return parts.length ? `?${parts.join('&')}` : '';
}

/** How many values are chosen. */
export const chosenOf = ({ district, degree, documented, applied, by }: CandidateFilter): number =>
	district.length + applied.length + [degree, documented, by].filter(Boolean).length;

export const isFiltered = (filter: CandidateFilter): boolean => chosenOf(filter) > 0;

/** Where a person would work, ready to be filtered: a bit for each district. */
export const wishedBits = ({ districts: wished }: Pick<Wishes, 'districts'>): number =>
	bitsOf<string>(districts, wished.length > 0 ? wished : districts);

type Filtered = { degree: Degree; wishes: Wishes; wished: number };

/** The filters over the people of a list, in the order of `candidateCounts`. */
export function candidateFacets(
	{ district, degree, documented, applied, by }: CandidateFilter,
	role: { degree: Degree },
	facts: readonly Filtered[],
	isDocumented: (slot: number) => boolean,
	hasApplied: (slot: number) => boolean
): Facet[] {
	const isThere = ({ wishes: { availableFrom } }: Filtered) =>
		by === undefined || availableFrom === null || availableFrom <= by;
	const [yes, no] = [bitsOf(appliedWords, ['yes']), bitsOf(appliedWords, ['no'])];
	return [
		{ values: districts.length, chosen: bitsOf(districts, district), of: (slot) => facts[slot]!.wished },
		{ values: 1, chosen: Number(degree), of: (slot) => Number(degreeFits(facts[slot]!.degree, role.degree)) },
		{ values: 1, chosen: Number(documented), of: (slot) => Number(isDocumented(slot)) },
		{
			values: appliedWords.length,
			chosen: bitsOf(appliedWords, applied),
			of: (slot) => (hasApplied(slot) ? yes : no)
		},
		{ values: 1, chosen: Number(by !== undefined), of: (slot) => Number(isThere(facts[slot]!)) }
	];
}

export function candidateCounts(counts: number[][]): CandidateCounts {
	const [district, [degree], [documented], applied] = counts as [number[], [number], [number], number[]];
	return { district, degree, documented, applied };
}

/** Ids of the people to compare, each once, at most `comparedMax`. */
export function parseCompared(params: URLSearchParams): string[] {
	const ids = params.getAll('t').flatMap((part) => part.split(','));
	return [...new Set(ids.filter((id) => /^[a-z0-9]{1,40}$/.test(id)))].slice(0, comparedMax);
}
