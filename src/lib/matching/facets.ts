// Filters of a list with a count beside each value, as one pass over the list makes them: the values of one filter
// widen the list, several filters narrow it, and what is chosen of a filter does not count towards its own numbers.
// Pure; values are bits, because a list may have a hundred thousand rows.

/** One filter: which of its `values` are chosen (none: it lets everything through), and which a row has. */
export type Facet = { values: number; chosen: number; of: (slot: number) => number };

/** The bits of those of `values` that `some` names. */
export function bitsOf<Value>(values: readonly Value[], some: readonly Value[]): number {
	return values.reduce((bits, value, i) => (some.includes(value) ? bits | (1 << i) : bits), 0);
}

export type Sieve = {
	/** Whether the filters let a row through. To be asked once for each row, because it counts. */
	passes: (slot: number) => boolean;
	/** How many of the rows so far each value of each filter would show. */
	counts: () => number[][];
};

export function sieve(facets: readonly Facet[]): Sieve {
	const tallies = facets.map(({ values }) => tally(values));
	const bits = new Int32Array(facets.length);
	return {
		passes(slot) {
			let failed = -1;
			for (let i = 0; i < facets.length; i++) {
				const { chosen, of } = facets[i]!;
				bits[i] = of(slot);
				if (chosen === 0 || (bits[i]! & chosen) !== 0) continue;
				if (failed >= 0) return false;
				failed = i;
			}
			if (failed >= 0) tallies[failed]!.add(bits[failed]!);
			else for (let i = 0; i < facets.length; i++) tallies[i]!.add(bits[i]!);
			return failed < 0;
		},
		counts: () => tallies.map(({ counts }) => counts())
	};
}

function tally(values: number) {
	const every = 2 ** values - 1;
	const some = new Array<number>(values).fill(0);
	let whole = 0;
	return {
		add(bits: number) {
			if (bits === every) whole++;
			else for (let rest = bits; rest !== 0; rest &= rest - 1) some[31 - Math.clz32(rest & -rest)]!++;
		},
		counts: () => some.map((count) => count + whole)
	};
}
