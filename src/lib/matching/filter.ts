// What a person asks of the list of their roles besides the order, as the address of its page says it. Pure.
import { districts, type District } from '#lib/organizations/types.ts';
import { employmentTypes, type EmploymentType } from '#lib/roles/types.ts';
import { misfitsOf } from './misfit.ts';
import type { RoleTerms } from './types.ts';
import type { Degree } from '#lib/listings/types.ts';

/** Least coverages on offer, whole percent. */
export const leastCoverages = [20, 40, 60, 80] as const;

export type RoleFilter = {
	district: District | undefined;
	type: EmploymentType | undefined;
	/** Only roles whose degree and dates fit. */
	fits: boolean;
	/** Least coverage in whole percent; 0 for all. */
	least: number;
};

export function parseRoleFilter(params: URLSearchParams): RoleFilter {
	return {
		district: districts.find((district) => district === params.get('district')),
		type: employmentTypes.find((type) => type === params.get('type')),
		fits: params.has('fits'),
		least: leastCoverages.find((least) => String(least) === params.get('least')) ?? 0
	};
}

/** The parts of an address's query that say the filter. */
export function roleFilterParts({ district, type, fits, least }: RoleFilter): string[] {
	return [
		district ? `district=${district}` : '',
		type ? `type=${type}` : '',
		fits ? 'fits=1' : '',
		least ? `least=${least}` : ''
	].filter(Boolean);
}

/** Whether the filter lets a role through; `coverage` from 0 to 1. */
export function letsThrough(
	{ district, type, fits, least }: RoleFilter,
	person: { degree: Degree | null; availableFrom: string | null },
	role: { degree: Degree; terms: RoleTerms },
	coverage: number
): boolean {
	if (district && role.terms.district !== district) return false;
	if (type && role.terms.type !== type) return false;
	if (coverage * 100 < least) return false;
	return !fits || misfitsOf(person, { degree: role.degree, startsOn: role.terms.startsOn }).length === 0;
}
