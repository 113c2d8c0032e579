// What a company asks of the list of candidates besides the order, as the address of its page says it; and whom it
// compares. Pure.
import { districts, type District } from '#lib/organizations/types.ts';

export type CandidateFilter = {
	/** Who would work there: it is among the districts wished for, or no district is. */
	district: District | undefined;
	/** Only who has the degree that the role asks for. */
	degree: boolean;
	/** Only who supports some of what counts by documents. */
	documented: boolean;
	/** Only who is available on this day (YYYY-MM-DD); who says nothing is. */
	by: string | undefined;
	applied: 'yes' | 'no' | undefined;
};

/** Fewest and most people beside each other. */
export const [comparedMin, comparedMax] = [2, 4];

export function parseCandidateFilter(params: URLSearchParams): CandidateFilter {
	const applied = params.get('applied');
	const by = params.get('by') ?? '';
	return {
		district: districts.find((district) => district === params.get('district')),
		degree: params.has('degree'),
		documented: params.has('documented'),
		by: /^20\d\d-[01]\d-[0-3]\d$/.test(by) ? by : undefined,
		applied: applied === 'yes' || applied === 'no' ? applied : undefined
	};
}

/** The query of the page's address; empty for all candidates. */
export function candidateQuery(
	{ district, degree, documented, by, applied }: CandidateFilter,
	page = 1
): string {
	const parts = [
		district && `district=${district}`,
		degree && 'degree=1',
		documented && 'documented=1',
		by && `by=${by}`,
		applied && `applied=${applied}`,
		page > 1 && `page=${page}`
	].filter(Boolean);
	return parts.length ? `?${parts.join('&')}` : '';
}

export const isFiltered = (filter: CandidateFilter): boolean => candidateQuery(filter) !== '';

/** Ids of the people to compare, each once, at most `comparedMax`. */
export function parseCompared(params: URLSearchParams): string[] {
	const ids = params.getAll('t').flatMap((part) => part.split(','));
	return [...new Set(ids.filter((id) => /^[a-z0-9]{1,40}$/.test(id)))].slice(0, comparedMax);
}
