// What a person asks of the list of their roles besides the order, as the address of its page says it. Pure.
import type { Degree } from '#lib/listings/types.ts';
import { districts, type District } from '#lib/organizations/types.ts';
import { employmentTypes, type EmploymentType } from '#lib/roles/types.ts';
import { percentOf } from './explanation.ts';
import { bitsOf, type Facet } from './facets.ts';
import { datesFit, degreeFits } from './misfit.ts';
import type { RoleTerms } from './types.ts';

/** Least coverages on offer, whole percent. */
export const leastCoverages = [20, 40, 60, 80] as const;
export type LeastCoverage = (typeof leastCoverages)[number];

export type RoleFilter = {
	/** Any of these; all when none is chosen. */
	district: District[];
	type: EmploymentType[];
	/** Only roles whose degree and dates fit. */
	fits: boolean;
	least: LeastCoverage | undefined;
};

/** Roles behind each value of a filter, in the order of `districts`, `employmentTypes` and `leastCoverages`. */
export type RoleCounts = { district: number[]; type: number[]; fits: number; least: number[] };

export function parseRoleFilter(params: URLSearchParams): RoleFilter {
	return {
		district: districts.filter((district) => params.getAll('district').includes(district)),
		type: employmentTypes.filter((type) => params.getAll('type').includes(type)),
		fits: params.has('fits'),
		least: leastCoverages.find((least) => String(least) === params.get('least'))
	};
}

/** The parts of an address's query that say the filter. */
export function roleFilterParts({ district, type, fits, least }: RoleFilter): string[] {
	return [
		...district.map((one) => `district=${one}`),
		...type.map((one) => `type=${one}`),
		...(fits ? ['fits=1'] : []),
		...(least ? [`least=${least}`] : [])
	];
}

/** Where and what a role is, ready to be filtered: a bit each, none when it is not said. */
export const roleBits = ({ district, type }: RoleTerms) => ({
	district: bitsOf<string>(districts, district === null ? [] : [district]),
	type: bitsOf(employmentTypes, [type])
});

type Filtered = { degree: Degree; terms: RoleTerms; bits: ReturnType<typeof roleBits> };

/** The filters over the roles of a list, in the order of `roleCounts`; `coverage` from 0 to 1. */
export function roleFacets(
	{ district, type, fits, least }: RoleFilter,
	person: { degree: Degree | null; availableFrom: string | null },
	facts: readonly Filtered[],
	coverage: (slot: number) => number
): Facet[] {
	const isFit = ({ degree, terms }: Filtered) =>
		degreeFits(person.degree, degree) && datesFit(person.availableFrom, terms.startsOn);
	const reached = (percent: number) => {
		let bits = 0;
		for (let i = 0; i < leastCoverages.length && percent >= leastCoverages[i]!; i++) bits |= 1 << i;
		return bits;
	};
	return [
		{
			values: districts.length,
			chosen: bitsOf(districts, district),
			of: (slot) => facts[slot]!.bits.district
		},
		{
			values: employmentTypes.length,
			chosen: bitsOf(employmentTypes, type),
			of: (slot) => facts[slot]!.bits.type
		},
		{ values: 1, chosen: Number(fits), of: (slot) => Number(isFit(facts[slot]!)) },
		{
			values: leastCoverages.length,
			chosen: bitsOf(leastCoverages, least ? [least] : []),
			// By the number that the person is shown: 39.6 is 40.
			of: (slot) => reached(percentOf(coverage(slot)))
		}
	];
}

export function roleCounts(counts: number[][]): RoleCounts {
	const [district, type, [fits], least] = counts as [number[], number[], [number], number[]];
	return { district, type, fits, least };
}
