// A seeded source of choices, so that the demo marketplace is the same wherever it is loaded on the same day.
// Never for anything that must be hard to guess.

export type Random = {
	/** From 0 up to, not including, 1. */
	next: () => number;
	/** A whole number between both, inclusive. */
	between: (from: number, to: number) => number;
	pick: <T>(values: readonly T[]) => T;
	/** `count` different values in a new order; all of them when there are fewer. */
	some: <T>(values: readonly T[], count: number) => T[];
	chance: (share: number) => boolean;
};

/** The generator known as mulberry32: 32 bits of state, the same numbers for the same seed. */
export function seeded(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	return {
		next,
		between,
		pick: (values) => {
			if (values.length === 0) throw new Error('nothing to pick from');
			return values[between(0, values.length - 1)]!;
		},
		some: (values, count) => {
			const left = [...values];
			const taken = [];
			while (taken.length < count && left.length > 0)
				taken.push(...left.splice(between(0, left.length - 1), 1));
			return taken;
		},
		chance: (share) => next() < share
	};
}
