// Input of the forms around matches. Messages are message keys.
import * as v from 'valibot';
import { optionalText, rowVersion, ticked, writtenLines } from '#lib/input.ts';
import { skillLevels, type SkillLevel } from '#lib/listings/types.ts';
import { pickedMax, textMax } from '#lib/matching/picked.ts';

export const skillId = v.pipe(
	v.string('common_error_field'),
	v.regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'common_error_field')
);
export const skillLevel = v.pipe(
	v.string('common_error_field'),
	v.transform(Number),
	v.picklist(skillLevels, 'common_error_field')
);

/** A pasted text: a CV, a list of courses, an advertisement. */
export const textSchema = v.object({
	text: v.pipe(
		v.string('common_error_field'),
		v.trim(),
		v.minLength(1, 'matching_error_text_empty'),
		v.maxLength(textMax, 'matching_error_text_long')
	)
});
export type TextInput = v.InferOutput<typeof textSchema>;

const pickedSkills = writtenLines(
	v.object({ id: skillId, level: skillLevel }),
	pickedMax,
	'talents_error_many'
);

/** The picked skills with their levels, to be taken along. */
export const keepSchema = v.object({ skills: pickedSkills });

/** The same, and what to change about them. */
export const pickSchema = v.object({
	skills: pickedSkills,
	drop: optionalText(80),
	add: optionalText(80)
});
export type PickInput = v.InferOutput<typeof pickSchema>;

const listing = v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{1,40}$/, 'common_error_field'));
const about = { role: listing, skill: skillId, version: rowVersion };

/** A skill corrected from the explanation of a role: of all levels of the form, the one whose button was pressed. */
export const correctSchema = v.pipe(
	v.object({
		...about,
		levels: v.record(
			skillId,
			v.union([
				v.pipe(
					v.literal(''),
					v.transform(() => null)
				),
				skillLevel
			])
		)
	}),
	v.check(({ skill, levels }) => levels[skill] !== undefined, 'common_error_field'),
	v.transform(({ levels, ...rest }) => ({ ...rest, level: levels[rest.skill]! as SkillLevel | null }))
);
export const takeBackSchema = v.object(about);

/** Whether lists come in an order made for the person. */
export const personaliseSchema = v.object({ personalised: ticked });
