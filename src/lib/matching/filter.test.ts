import { expect, it } from 'vitest';
import { sieve } from './facets.ts';
import { parseRoleFilter, roleCounts, roleFacets } from './filter.ts';

const facts = { degree: 'none', terms: { startsOn: null }, bits: { district: 0, type: 0 } } as never;

it('a least coverage lets through what is shown as that much', () => {
	const coverages = [0.3949, 0.396, 0.4, 0.794, 0.799, 0];
	const filter = parseRoleFilter(new URLSearchParams('least=40'));
	const slots = coverages.map(() => facts);
	const self = { degree: null, availableFrom: null };
	const { passes, counts } = sieve(roleFacets(filter, self, slots, (slot) => coverages[slot]!));
	expect(coverages.filter((_, slot) => passes(slot))).toEqual([0.396, 0.4, 0.794, 0.799]);
	expect(roleCounts(counts()).least).toEqual([5, 4, 2, 1]);
});
