// What a listing's form, an import and the service accept: the part all kinds share.
import * as v from 'valibot';
import { questionMax, questionsMax } from '#lib/applications/types.ts';
import {
	optionalChoice,
	optionalDay,
	optionalText,
	optionalUrl,
	rowVersion,
	writtenLines
} from '#lib/input.ts';
import { skillRelations } from '#lib/listings/types.ts';
import { warningRules, type WarningRule } from '#lib/moderation/rule.ts';
import { districts } from '#lib/organizations/types.ts';

/** Longest text of a listing, in characters: syllabuses of real courses run to 12,000 in English. */
export const textMax = 20_000;
const skillsMax = 40;

/** A line of the skill list: a skill as a person names it (or its id), how it relates, and a level or none. */
const skillLine = v.object({
	name: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(80, 'common_error_too_long')),
	relation: v.picklist(skillRelations, 'common_error_field'),
	level: v.pipe(
		v.optional(v.string(), ''),
		v.regex(/^[1-4]?$/, 'common_error_field'),
		v.transform((level) => (level === '' ? null : (Number(level) as 1 | 2 | 3 | 4)))
	)
});

/** Why a requirement that only warns is needed all the same, by rule. */
export const reasons = v.optional(
	v.object(
		Object.fromEntries(warningRules.map((rule) => [rule, optionalText(300)])) as Record<
			WarningRule,
			ReturnType<typeof optionalText>
		>
	),
	{}
);

export const listingEntries = {
	version: rowVersion,
	titleZh: optionalText(120),
	titleEn: optionalText(160),
	textZh: optionalText(textMax),
	textEn: optionalText(textMax),
	district: optionalChoice(districts),
	validUntil: optionalDay,
	sourceUrl: optionalUrl,
	reasons,
	questions: writtenLines(
		v.object({ zh: optionalText(questionMax), en: optionalText(questionMax) }),
		questionsMax,
		'posting_error_questions_many'
	),
	skills: v.pipe(
		v.optional(v.array(skillLine, 'common_error_field'), []),
		v.maxLength(skillsMax, 'posting_error_skills_many')
	)
};

/** Checks of the shared part that need two fields; `v.forward` puts the sentence beside the title. */
export const titleInOneLanguage = <T extends { titleZh: string | null; titleEn: string | null }>(input: T) =>
	Boolean(input.titleZh ?? input.titleEn);

export type SkillLine = v.InferOutput<typeof skillLine>;
