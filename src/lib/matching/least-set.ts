// The set of options of least cost that meets every wanted item, where an option may ask for further items to be met.
// Pure combinatorics for the pathway: it knows nothing of skills, courses or dates.
import { compareCost, costOf, greedySet, type Cost, type Option } from './greedy-set.ts';

/**
 * Up to so many different items the set is exact: two sets of them make a key. An item here is a skill until a day,
 * so there are more of them than skills; going through whole tables of 2^16 sets took ten times as long.
 */
export const exactItems = 26;

/**
 * Places of the chosen options, ascending. Every wanted item must be met by some option, and so must all that these
 * ask for, in turn and without circles. Of equally cheap sets it is the one with the lowest place that is not in
 * both, so options come with the preferred ones first. Exact for `exactItems` items, greedy above.
 */
export function leastSet(wanted: readonly number[], options: readonly Option[]): number[] {
	const greedy = greedySet(wanted, options);
	const kinds = kindsOf(neededItems(wanted, options), options);
	const count = new Set(kinds.values()).size;
	if (count > exactItems) return greedy;
	const masked = options.map(({ meets, asks, cost }, place): Masked => ({
		...{ place, cost },
		meets: maskOf(meets, kinds),
		asks: maskOf(asks, kinds)
	}));
	return exactSet(maskOf(wanted, kinds), count, undominated(masked), costOf(greedy, options));
}

/** What is wanted, and what the options that meet it ask for, in turn. */
function neededItems(wanted: readonly number[], options: readonly Option[]): Set<number> {
	const needed = new Set(wanted);
	// A set that grows while it is gone through is gone through to its new end.
	for (const item of needed)
		for (const { meets, asks } of options)
			if (meets.includes(item)) for (const asked of asks) needed.add(asked);
	return needed;
}

/** Items that the same options meet are one kind. Each item's kind; those that few options meet come first. */
function kindsOf(needed: ReadonlySet<number>, options: readonly Option[]): Map<number, number> {
	const meeting = new Map([...needed].map((item) => [item, [] as number[]]));
	options.forEach(({ meets }, place) => {
		for (const item of meets) meeting.get(item)?.push(place);
	});
	const numbers = new Map<string, number>();
	const byChoice = [...meeting].sort(([, a], [, b]) => a.length - b.length);
	return new Map(
		byChoice.map(([item, places]) => {
			const key = places.join();
			if (!numbers.has(key)) numbers.set(key, numbers.size);
			return [item, numbers.get(key)!];
		})
	);
}

type Masked = { place: number; meets: number; asks: number; cost: Cost };

function maskOf(items: readonly number[], kinds: ReadonlyMap<number, number>): number {
	let mask = 0;
	for (const item of items) {
		const kind = kinds.get(item);
		if (kind !== undefined) mask |= 1 << kind;
	}
	return mask;
}

/** Without options that another can stand in for: it meets as much, asks for no more, and is cheaper or preferred. */
function undominated(options: readonly Masked[]): Masked[] {
	const useful = options.filter(({ meets }) => meets !== 0);
	return useful.filter(
		(one) =>
			!useful.some(
				(other) =>
					(one.meets & ~other.meets) === 0 &&
					(other.asks & ~one.asks) === 0 &&
					(compareCost(other.cost, one.cost) || other.place - one.place) < 0
			)
	);
}

/** A set of options so far: what it meets, what is wanted or asked for and not met yet, and what it costs. */
type Way = { met: number; unmet: number; first: number; second: number; places: readonly number[] };

/**
 * The cheapest way to each pair of met and unmet kinds, by how many are met: an option always meets one more, so when
 * a layer's turn comes nothing is added to it. Every way goes on by the first kind that is unmet, because some option
 * has to meet it. Ways that cannot end at `atMost` are not followed.
 */
function exactSet(wanted: number, kinds: number, options: readonly Masked[], atMost: Cost): number[] {
	const meeting = Array.from({ length: kinds }, (_, kind) =>
		options.filter(({ meets }) => meets & (1 << kind))
	);
	const shares = sharesOf(kinds, options);
	const layers = Array.from({ length: kinds + 1 }, () => new Map<number, Way>());
	layers[0]!.set(wanted, { met: 0, unmet: wanted, first: 0, second: 0, places: [] });
	let best: Way | undefined;
	for (const layer of layers) {
		for (const way of layer.values()) {
			if (way.unmet === 0) {
				if (isBetter(way, best)) best = way;
				continue;
			}
			for (const option of meeting[lowestBit(way.unmet)]!) {
				const next = withOption(way, option);
				if (!mayEndAt(next, shares, atMost)) continue;
				const ways = layers[bitCount(next.met)]!;
				const key = next.met * 2 ** exactItems + next.unmet;
				if (isBetter(next, ways.get(key))) ways.set(key, next);
			}
		}
	}
	return [...(best?.places ?? [])];
}

function withOption({ met, unmet, first, second, places }: Way, { meets, asks, cost, place }: Masked): Way {
	const all = met | meets;
	return {
		...{ met: all, unmet: (unmet | asks) & ~all },
		...{ first: first + cost[0], second: second + cost[1] },
		places: [...places, place].sort((a, b) => a - b)
	};
}

function isBetter(one: Way, other: Way | undefined): boolean {
	if (other === undefined) return true;
	const order = one.first - other.first || one.second - other.second;
	if (order !== 0) return order < 0;
	const at = one.places.findIndex((place, i) => place !== other.places[i]);
	return at >= 0 && one.places[at]! < other.places[at]!;
}

/** Whether a way may end without costing more: every unmet kind costs at least its share. */
function mayEndAt({ first, second, unmet }: Way, shares: readonly Cost[], atMost: Cost): boolean {
	let [least, then] = [first, second];
	for (let open = unmet; open !== 0; open &= open - 1) {
		const share = shares[lowestBit(open)]!;
		least += share[0];
		then += share[1];
	}
	return compareCost([raised(least), raised(then)], atMost) <= 0;
}

/** Costs are whole numbers: a least cost may be raised to the next one, but for rounding, which grows with them. */
const raised = (cost: number) => Math.ceil(cost - 1e-6 - cost * 1e-12);

/** For each kind the least that it can cost when the cost of an option is split among all that it meets. */
function sharesOf(kinds: number, options: readonly Masked[]): Cost[] {
	return Array.from({ length: kinds }, (_, kind) => {
		const meeting = options.filter(({ meets }) => meets & (1 << kind));
		const least = (of: 0 | 1) => Math.min(...meeting.map(({ meets, cost }) => cost[of] / bitCount(meets)));
		return [least(0), least(1)];
	});
}

const lowestBit = (mask: number) => 31 - Math.clz32(mask & -mask);

function bitCount(mask: number): number {
	let count = 0;
	for (let left = mask; left !== 0; left &= left - 1) count++;
	return count;
}
