// How much a skill weighs, from how many open roles need it. Counting is done elsewhere.
import type { Idf, SkillId } from './types.ts';

/**
 * Weights by ln(1 + N / (1 + df)). A skill no role needs weighs the median of those that are needed; without any
 * role every skill weighs 1. `openRoles` is N, `needing` the number of open roles that need a skill.
 */
export function idfOf(openRoles: number, needing: ReadonlyMap<SkillId, number>): Idf {
	const weights = new Map<SkillId, number>();
	for (const [skill, count] of needing) {
		const weight = Math.log(1 + openRoles / (1 + count));
		if (count > 0 && Number.isFinite(weight) && weight > 0) weights.set(skill, weight);
	}
	const median = medianOf([...weights.values()]) ?? 1;
	return (skill) => weights.get(skill) ?? median;
}

function medianOf(values: number[]): number | undefined {
	const sorted = values.sort((a, b) => a - b);
	const upper = sorted[sorted.length >> 1];
	const lower = sorted[(sorted.length - 1) >> 1];
	return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
