// A set of options that meets every wanted item, found greedily: the bound of the exact set, and what stands in for it
// where there are too many items.

/** Compared by the first, then by the second; whole numbers that add up over a set, the second above 0. */
export type Cost = readonly [first: number, second: number];

/** Items are whole numbers from 0. An option is of use once all that it asks for is met. */
export type Option = { meets: readonly number[]; asks: readonly number[]; cost: Cost };

/** What a set costs together. */
export function costOf(places: readonly number[], options: readonly Option[]): Cost {
	const sum = (of: 0 | 1) => places.reduce((total, place) => total + options[place]!.cost[of], 0);
	return [sum(0), sum(1)];
}

export function compareCost(a: Cost, b: Cost): number {
	return a[0] - b[0] || a[1] - b[1];
}

/**
 * Places of options found by taking, again and again, the option that costs least for each wanted item it meets, with all that it
 * asks for; in the end without what turned out to be superfluous. Never cheaper than the exact set (least-set.ts), of which
 * it asks the same.
 */
export function greedySet(wanted: readonly number[], options: readonly Option[]): number[] {
	const cheapest = cheapestOf(options);
	const chosen = new Set<number>();
	let met: ReadonlySet<number> = new Set();
	for (;;) {
		const missing = wanted.filter((item) => !met.has(item));
		let best: (Bundle & { cost: Cost }) | undefined;
		options.forEach(({ meets }, place) => {
			if (!meets.some((item) => missing.includes(item))) return;
			const bundle = bundleOf(place, met, cheapest, options);
			const closed = missing.filter((item) => bundle.met.has(item)).length;
			const [first, second] = costOf(bundle.places, options);
			const cost: Cost = [first / closed, second / closed];
			if (!best || compareCost(cost, best.cost) < 0) best = { ...bundle, cost };
		});
		if (!best) return cleared(wanted, chosen, options);
		for (const place of best.places) chosen.add(place);
		met = best.met;
	}
}

type Bundle = { places: number[]; met: Set<number> };

/** An option, and the cheapest one for each item that is asked for and not met yet, in turn. */
function bundleOf(
	place: number,
	met: ReadonlySet<number>,
	cheapest: ReadonlyMap<number, number>,
	options: readonly Option[]
): Bundle {
	const bundle: Bundle = { places: [], met: new Set(met) };
	const open = [place];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const { meets, asks } = options[next]!;
		bundle.places.push(next);
		for (const item of meets) bundle.met.add(item);
		for (const item of asks) if (!bundle.met.has(item)) open.push(cheapest.get(item)!);
	}
	return { ...bundle, places: [...new Set(bundle.places)] };
}

function cheapestOf(options: readonly Option[]): Map<number, number> {
	const cheapest = new Map<number, number>();
	options.forEach(({ meets, cost }, place) => {
		for (const item of meets) {
			const other = cheapest.get(item);
			if (other === undefined || compareCost(cost, options[other]!.cost) < 0) cheapest.set(item, place);
		}
	});
	return cheapest;
}

/** Without options that nothing needs, the dearest first; one that goes may free those that it asked for. */
function cleared(
	wanted: readonly number[],
	chosen: ReadonlySet<number>,
	options: readonly Option[]
): number[] {
	const kept = [...chosen].sort((a, b) => compareCost(options[b]!.cost, options[a]!.cost) || b - a);
	const isSpare = (place: number) => {
		const others = kept.filter((other) => other !== place).map((other) => options[other]!);
		const met = new Set(others.flatMap(({ meets }) => meets));
		return [...wanted, ...others.flatMap(({ asks }) => asks)].every((item) => met.has(item));
	};
	for (let at = kept.findIndex(isSpare); at >= 0; at = kept.findIndex(isSpare)) kept.splice(at, 1);
	return kept.sort((a, b) => a - b);
}
