// The score of a talent and a role: coverage, use and the rank in a list. Exact and pure; it must never see
// anything about a person but skills and wishes, and never gives NaN.
import { distinctNeeds, levelOf } from './levels.ts';
import type { PreparedTalent } from './prepared.ts';
import type { Need } from './types.ts';
import { weights } from './weights.ts';

/**
 * The fit of a talent and a role, or why there is none: not enough data is a state of its own and never 0 %.
 * `coverage` and `use` run from 0 to 1; `evidence` (0 to 1) is how much of the coverage is documented, for ties.
 */
export type Score =
	{ state: 'scored'; coverage: number; use: number; evidence: number } | { state: 'few-skills' | 'no-needs' };

/** Scores one role. Order and repetition of needs change nothing. A role without needs says so first. */
export function scoreRole(talent: PreparedTalent, needs: readonly Need[]): Score {
	if (needs.length === 0) return { state: 'no-needs' };
	if (talent.skills.length < weights.fewestSkills) return { state: 'few-skills' };
	return { state: 'scored', ...addUp(talent, distinctNeeds(needs)) };
}

/** w(s): what a need weighs. */
export function weightOf(talent: PreparedTalent, need: Need): number {
	return talent.asked(need.skill)[need.relation];
}

/** Without the last digits, which depend on the order of adding up: equal fits must tie, whatever the order. */
export const settled = (part: number, whole: number) =>
	whole > 0 ? Math.min(1, Math.round((part / whole) * 1e12) / 1e12) : 0;

/**
 * Σ w(s)·c(s) / Σ w(s), the documented share of it, and Σ u(p)·max v(s)·κ(s,p) / Σ u(p), in one pass over the needs;
 * u(p) is what a skill weighs in use, v(s) 1 for a required and 0.5 for a preferred need.
 */
function addUp(talent: PreparedTalent, needs: readonly Need[]) {
	const closest = talent.useWeights.map(() => 0);
	let whole = 0;
	let covered = 0;
	let documented = 0;
	for (const need of needs) {
		const asked = talent.asked(need.skill);
		const weight = need.relation === 'required' ? asked.required : asked.preferred;
		whole += weight;
		if (asked.near.length === 0) continue;
		const { share, via } = asked.cover(levelOf(need.level));
		covered += weight * share;
		if (via !== undefined) documented += weight * share * weights.evidence[via.skill.evidence];
		const wanted = weights.need[need.relation];
		for (const { index, kappa } of asked.near)
			if (wanted * kappa > closest[index]!) closest[index] = wanted * kappa;
	}
	return {
		coverage: settled(covered, whole),
		use: useOf(talent, closest),
		evidence: settled(documented, covered)
	};
}

/** The weighted mean of what is used of each skill of the profile. */
function useOf(talent: PreparedTalent, closest: readonly number[]): number {
	let whole = 0;
	let used = 0;
	for (let index = 0; index < closest.length; index++) {
		whole += talent.useWeights[index]!;
		used += talent.useWeights[index]! * closest[index]!;
	}
	return settled(used, whole);
}

/** The number lists are ordered by, 0 to 1, for the talent's or the company's list; `wish` as of `wishShare`. */
export function rankOf(
	score: { coverage: number; use: number },
	wish: number,
	side: 'talent' | 'company'
): number {
	const alpha = weights.alpha[side];
	const fit = score.coverage ** alpha * score.use ** (1 - alpha);
	return fit * (weights.wishFloor + (1 - weights.wishFloor) * wish);
}

/** What orders a list. `misfit` is a degree or date that does not fit; `rank` is undefined when there is no score. */
export type Ranked = { id: string; misfit: boolean; rank: number | undefined; evidence: number };

/** Order of a list: what fits, then by rank (not scored last), then by evidence, then by id. */
export function compareRanked(a: Ranked, b: Ranked): number {
	return (
		Number(a.misfit) - Number(b.misfit) ||
		(b.rank ?? -1) - (a.rank ?? -1) ||
		b.evidence - a.evidence ||
		(a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
	);
}
