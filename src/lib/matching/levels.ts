// Levels as numbers, and lists in which a skill is named more than once.
import type { SkillLevel } from '#lib/listings/types.ts';
import type { Need, SkillId, TalentSkill } from './types.ts';
import { weights } from './weights.ts';

/** A level as a number from 1 to 4; an absent one, or one that is no level, counts as 1. */
export function levelOf(level: SkillLevel | null): number {
	return level !== null && level >= 1 && level <= 4 ? level : 1;
}

/** One entry a skill: the highest level, and of equal levels the strongest evidence. In order of the id. */
export function distinctSkills(skills: readonly TalentSkill[]): TalentSkill[] {
	const best = new Map<SkillId, TalentSkill>();
	for (const entry of skills) {
		const other = best.get(entry.skill);
		if (other === undefined || stronger(entry, other)) best.set(entry.skill, entry);
	}
	return [...best.values()].sort((a, b) => (a.skill < b.skill ? -1 : 1));
}

function stronger(a: TalentSkill, b: TalentSkill): boolean {
	const higher = levelOf(a.level) - levelOf(b.level);
	return higher > 0 || (higher === 0 && weights.evidence[a.evidence] > weights.evidence[b.evidence]);
}

/**
 * One entry a skill and relation, with the highest level; the order stays. A skill may be both required at one
 * level and preferred at another: these are two needs.
 */
export function distinctNeeds(needs: readonly Need[]): readonly Need[] {
	if (!repeats(needs)) return needs;
	const best = new Map<string, Need>();
	for (const need of needs) {
		const key = `${need.relation} ${need.skill}`;
		const other = best.get(key);
		if (other === undefined || levelOf(need.level) > levelOf(other.level)) best.set(key, need);
	}
	return [...best.values()];
}

/** Needs are few, and this runs for every role of a list: comparing them all is faster than building a set. */
function repeats(needs: readonly Need[]): boolean {
	for (let i = 1; i < needs.length; i++) {
		for (let j = 0; j < i; j++) {
			if (needs[i]!.skill === needs[j]!.skill && needs[i]!.relation === needs[j]!.relation) return true;
		}
	}
	return false;
}
