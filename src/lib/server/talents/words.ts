// The words of the values of a search for talents that the server alone knows: names of skills.
import { m } from '#lib/i18n/generated/messages.js';
import { pick } from '#lib/i18n/text.ts';
import { degreeWord, districtWord, employmentWord, evidenceWord } from '#lib/listings/words.ts';
import { daysWord, monthWord } from '#lib/search/words.ts';
import type { SkillDirectory } from '#lib/server/skills/directory.ts';
import { availableNow, type TalentFacet } from '#lib/talents/search.ts';

export function skillName(directory: SkillDirectory, id: string): string {
	const skill = directory.get(id);
	return skill ? pick(skill.zh, skill.en).text : id;
}

/** A value of a facet in the reader's language. */
export function talentValueWord(facet: TalentFacet, value: string, directory: SkillDirectory): string {
	if (facet === 'skill') return skillName(directory, value);
	if (facet === 'from') return value === availableNow ? m.talents_search_now() : monthWord(value);
	return worded[facet](value as never);
}

const worded: Record<Exclude<TalentFacet, 'skill' | 'from'>, (value: never) => string> = {
	degree: degreeWord,
	type: employmentWord,
	district: districtWord,
	days: daysWord,
	evidence: evidenceWord
};
