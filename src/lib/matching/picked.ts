// The skills a visitor picked, as an address holds them: 's=eeg:2,python:3'. Ids and levels only, so that going back and
// passing an address on work; a pasted text never gets there.
import { skillLevels, type SkillLevel } from '#lib/listings/types.ts';

export type PickedSkill = { id: string; level: SkillLevel };

/** Most skills of one address, and most characters of a pasted text. */
export const pickedMax = 60;
export const textMax = 20_000;

/** What a skill counts as until somebody says better: working. */
export const firstLevel: SkillLevel = 2;

/** Each skill once, in the order of the address; what is no skill and level is left out. */
export function parsePicked(text: string | null): PickedSkill[] {
	const picked = new Map<string, SkillLevel>();
	for (const part of (text ?? '').split(',')) {
		const [, id, digit] = /^([a-z0-9][a-z0-9-]{0,79}):([1-4])$/.exec(part) ?? [];
		const level = skillLevels.find((level) => String(level) === digit);
		if (id && level) picked.set(id, level);
	}
	return [...picked].slice(0, pickedMax).map(([id, level]) => ({ id, level }));
}

/** The skills as `parsePicked` reads them. */
export const picksText = (skills: readonly PickedSkill[]): string =>
	skills.map(({ id, level }) => `${id}:${level}`).join(',');

/** The query of an address for these skills; empty for none. */
export const pickedQuery = (skills: readonly PickedSkill[]): string =>
	skills.length ? `?s=${picksText(skills)}` : '';
