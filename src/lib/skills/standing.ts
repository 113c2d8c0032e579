// Whether a person has a skill that a listing asks for, as a chip shows it.
import { m } from '#lib/i18n/generated/messages.js';

export type Standing = 'have' | 'part' | 'lack';

const words: Record<Standing, () => string> = {
	have: m.skills_standing_have,
	part: m.skills_standing_part,
	lack: m.skills_standing_lack
};
export const standingWord = (standing: Standing) => words[standing]();
