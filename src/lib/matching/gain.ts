// The gain of a course or base: how much of what a person lacks for the roles they want it would close.
// Which roles are wanted is decided elsewhere.
import { isGap } from './gap.ts';
import { distinctNeeds, levelOf } from './levels.ts';
import type { PreparedTalent } from './prepared.ts';
import { weightOf } from './score.ts';
import { ancestors } from './tree.ts';
import type { Giving, Need, SkillId, Tree } from './types.ts';
import { weights } from './weights.ts';

type MissingNeed = { skill: SkillId; level: number; weight: number; role: number };

/** What a person lacks over all the roles they want; worked out once for a list of courses. */
export type WantedGaps = { roles: number; missing: readonly MissingNeed[]; whole: number };

/**
 * `share` is the weighted share (0 to 1) of the missing needs of all wanted roles that would be closed, `gaps` the
 * number of different skills among them, `roles` the number of roles with one of them. Without wanted roles, or
 * when they miss nothing, there is no share.
 */
export type Gain =
	| { state: 'known'; share: number; gaps: number; skills: SkillId[]; roles: number }
	| { state: 'no-wanted-roles' | 'nothing-missing' };

/** Collects the missing needs, required and preferred, of the wanted roles (their needs, one list a role). */
export function wantedGaps(talent: PreparedTalent, roles: readonly (readonly Need[])[]): WantedGaps {
	const missing: MissingNeed[] = [];
	roles.forEach((needs, role) => {
		for (const need of distinctNeeds(needs)) {
			const level = levelOf(need.level);
			if (isGap(talent.cover(need.skill, level))) {
				missing.push({ skill: need.skill, level, weight: weightOf(talent, need), role });
			}
		}
	});
	return { roles: roles.length, missing, whole: missing.reduce((sum, { weight }) => sum + weight, 0) };
}

/** The gain of what one course or base gives. */
export function gainOf(tree: Tree, wanted: WantedGaps, gives: readonly Giving[]): Gain {
	if (wanted.roles === 0) return { state: 'no-wanted-roles' };
	if (wanted.missing.length === 0) return { state: 'nothing-missing' };
	const given = givenLevels(tree, gives);
	const closed = wanted.missing.filter(({ skill, level }) => closes(given.get(skill), level));
	const skills = [...new Set(closed.map(({ skill }) => skill))].sort();
	const weight = closed.reduce((sum, need) => sum + need.weight, 0);
	return {
		state: 'known',
		share: wanted.whole > 0 ? Math.min(1, weight / wanted.whole) : 0,
		gaps: skills.length,
		skills,
		roles: new Set(closed.map(({ role }) => role)).size
	};
}

/** The highest level at which each skill is given, by itself or by a skill under it. */
export function givenLevels(tree: Tree, gives: readonly Giving[]): Map<SkillId, number> {
	const given = new Map<SkillId, number>();
	for (const { skill, level } of gives) {
		for (const each of [skill, ...ancestors(tree, skill)]) {
			given.set(each, Math.max(given.get(each) ?? 0, levelOf(level)));
		}
	}
	return given;
}

/** Whether being given a skill at one level (undefined: not at all) closes a gap at another. */
export function closes(given: number | undefined, asked: number): boolean {
	return given !== undefined && given >= weights.givingLevel * asked;
}

/** The prerequisites of a course (its required needs) that the talent does not meet, in its order; empty when met. */
export function missingPrerequisites(talent: PreparedTalent, needs: readonly Need[]): Need[] {
	return distinctNeeds(needs).filter(
		(need) => need.relation === 'required' && isGap(talent.cover(need.skill, levelOf(need.level)))
	);
}
