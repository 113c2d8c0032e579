import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitsOf, sieve, type Facet } from './facets.ts';

const sizes = [3, 12, 1];
const bits = fc.tuple(...sizes.map((values) => fc.nat(2 ** values - 1)));

it('counts what a list would be for each value, with the other filters and without what is chosen of its own', () => {
	fc.assert(
		fc.property(fc.array(bits, { maxLength: 60 }), bits, (rows, chosen) => {
			const facets = sizes.map((values, i): Facet => ({
				values,
				chosen: chosen[i]!,
				of: (slot) => rows[slot]![i]!
			}));
			const lets = (row: number[], own: number[]) =>
				own.every((some, i) => some === 0 || (row[i]! & some) !== 0);
			const { passes, counts } = sieve(facets);
			expect(rows.filter((_, slot) => passes(slot))).toEqual(rows.filter((row) => lets(row, chosen)));
			const alone = (i: number, value: number) => chosen.map((some, j) => (i === j ? 1 << value : some));
			expect(counts()).toEqual(
				sizes.map((values, i) =>
					Array.from(
						{ length: values },
						(_, value) => rows.filter((row) => lets(row, alone(i, value))).length
					)
				)
			);
		})
	);
});

it('values are bits in their order, and an unknown one is none', () => {
	expect(bitsOf(['a', 'b', 'c'], ['c', 'a'])).toBe(5);
	expect(bitsOf(['a', 'b'], ['x'])).toBe(0);
});
