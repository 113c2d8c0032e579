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
	const shares = sorted.map((need) => weightOf(talent, need));
	const whole = shares.reduce((sum, share) => sum + share, 0);
	const headline = percentOf(score.coverage);
	const got = largestRemainder(
		shares.map((share, i) => (share / whole) * 100 * covers[i]!.share),
		headline
	);
	const lost = largestRemainder(
		shares.map((share, i) => (share / whole) * 100 * (1 - covers[i]!.share)),
		100 - headline
	);
	const lines = sorted.map((need, i) => ({
		need,
		standing: standingOf(covers[i]!.share),
		points: got[i]!,
		outOf: got[i]! + lost[i]!,
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
	let left = total - whole.reduce((sum, part) => sum + part, 0);
	for (let i = 0; left > 0 && order.length > 0; i++, left--) whole[order[i % order.length]!.index]!++;
	// Only parts that rounding errors pushed over a whole number get here.
	for (let i = whole.length - 1; left < 0 && i >= 0; i--) {
		if (whole[i]! === 0) continue;
		whole[i]!--;
		left++;
	}
	return whole;
}
