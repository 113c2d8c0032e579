// The explanation of a coverage: every need with its points, which together are the number shown.
import { distinctNeeds, levelOf } from './levels.ts';
import type { Cover, PreparedTalent } from './prepared.ts';
import { scoreRole, weightOf } from './score.ts';
import type { Need, Standing } from './types.ts';

/** One line: `points` of `outOf` (whole percent points), and by which skill of the profile it got them. */
export type Line = {
	need: Need;
	standing: Standing;
	points: number;
	outOf: number;
	via: Cover['via'];
};

/** How many needs stand how. */
export type Counts = Record<Standing, number> & { total: number };

/**
 * `headline` is the coverage in whole percent; the points of the lines sum to it, and `outOf` sums to 100.
 * `verified` and `documented` count the lines that got points by such a skill.
 */
export type Explanation =
	| {
			state: 'explained';
			headline: number;
			usePercent: number;
			lines: Line[];
			required: Counts;
			preferred: Counts;
			documented: number;
			verified: number;
	  }
	| { state: 'few-skills' | 'no-needs' };

/** Explains a coverage. Lines come required first, then by how much they count, then by id. */
export function explain(talent: PreparedTalent, needs: readonly Need[]): Explanation {
	const score = scoreRole(talent, needs);
	if (score.state !== 'scored') return score;
	const sorted = sortedNeeds(talent, needs);
	const covers = sorted.map((need) => talent.cover(need.skill, levelOf(need.level)));
	const weights = sorted.map((need) => weightOf(talent, need));
	const whole = sum(weights);
	const headline = percentOf(score.coverage);
	const parts = pointsOf(
		weights.map((weight) => (weight / whole) * 100),
		covers.map(({ share }) => share),
		headline
	);
	const lines = sorted.map((need, i) => ({
		need,
		standing: standingOf(covers[i]!.share),
		...parts[i]!,
		via: covers[i]!.via
	}));
	return {
		state: 'explained',
		headline,
		usePercent: percentOf(score.use),
		lines,
		required: countsOf(lines, 'required'),
		preferred: countsOf(lines, 'preferred'),
		documented: lines.filter(({ via }) => via?.skill.evidence === 'document').length,
		verified: lines.filter(({ via }) => via?.skill.evidence === 'verified').length
	};
}

/**
 * The points of each need in whole numbers that sum to the headline. What they are out of sums to 100, and is the same
 * for everybody who is compared with these needs, but where rounding leaves no other way for the points of what is
 * met in full: then a point moves between two needs. `shares` sum to 100; `covered` is 0 to 1 for each.
 */
function pointsOf(shares: readonly number[], covered: readonly number[], headline: number) {
	const outOf = largestRemainder(shares, 100);
	const indices = shares.map((_, i) => i);
	const met = indices.filter((i) => covered[i]! >= 1);
	const partly = indices.filter((i) => covered[i]! > 0 && covered[i]! < 1);
	const missing = indices.filter((i) => covered[i] === 0);
	const all = (some: readonly number[]) => sum(some.map((i) => outOf[i]!));
	/** From what was rounded up most to what was rounded down most. */
	const move = (from: readonly number[], to: readonly number[]) => {
		const over = (i: number) => outOf[i]! - shares[i]!;
		outOf[from.filter((i) => outOf[i]! > 0).reduce((a, b) => (over(b) > over(a) ? b : a))]!--;
		outOf[to.reduce((a, b) => (over(b) < over(a) ? b : a))]!++;
	};
	while (all(met) > headline) move(met, [...partly, ...missing]);
	while (all([...met, ...partly]) < headline) move(missing, [...met, ...partly]);
	const rest = spread(
		partly.map((i) => shares[i]! * covered[i]!),
		partly.map((i) => outOf[i]!),
		headline - all(met)
	);
	const got = new Map(partly.map((i, place) => [i, rest[place]!]));
	return indices.map((i) => ({
		points: covered[i]! >= 1 ? outOf[i]! : (got.get(i) ?? 0),
		outOf: outOf[i]!
	}));
}

/** Whole numbers near the parts that sum to `total`, none above its limit; the limits allow it. */
function spread(parts: readonly number[], limits: readonly number[], total: number): number[] {
	const whole = largestRemainder(parts, total).map((part, i) => Math.min(part, limits[i]!));
	let left = total - sum(whole);
	for (let i = 0; left > 0; i = (i + 1) % whole.length) {
		if (whole[i]! >= limits[i]!) continue;
		whole[i]!++;
		left--;
	}
	return whole;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Whole percent; 0 only for nothing and 100 only for everything. */
export function percentOf(share: number): number {
	if (share <= 0) return 0;
	return share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
}

export function standingOf(share: number): Standing {
	if (share >= 1) return 'met';
	return share > 0 ? 'partly' : 'missing';
}

/** Each need once: required first, then by how much they count, then by id. */
export function sortedNeeds(talent: PreparedTalent, needs: readonly Need[]): Need[] {
	return [...distinctNeeds(needs)].sort(
		(a, b) =>
			Number(a.relation === 'preferred') - Number(b.relation === 'preferred') ||
			weightOf(talent, b) - weightOf(talent, a) ||
			(a.skill < b.skill ? -1 : 1)
	);
}

function countsOf(lines: readonly Line[], relation: Need['relation']): Counts {
	const counts = { met: 0, partly: 0, missing: 0, total: 0 };
	for (const { need, standing } of lines) {
		if (need.relation !== relation) continue;
		counts[standing]++;
		counts.total++;
	}
	return counts;
}

/**
 * Whole numbers near the parts that sum to `total`: each part rounded down, and what is left to the largest
 * remainders, the first of equal ones. A part of 0 stays 0.
 */
export function largestRemainder(parts: readonly number[], total: number): number[] {
	const whole = parts.map((part) => Math.floor(part));
	const order = parts
		.map((part, index) => ({ index, remainder: part - whole[index]! }))
		.filter(({ index }) => parts[index]! > 0)
		.sort((a, b) => b.remainder - a.remainder || a.index - b.index);
	let left = total - sum(whole);
	for (let i = 0; left > 0 && order.length > 0; i++, left--) whole[order[i % order.length]!.index]!++;
	// Only parts that rounding errors pushed over a whole number get here.
	for (let i = whole.length - 1; left < 0 && i >= 0; i--) {
		if (whole[i]! === 0) continue;
		whole[i]!--;
		left++;
	}
	return whole;
}
