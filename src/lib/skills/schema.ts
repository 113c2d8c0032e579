// Input of the forms around the skill tree. Messages are message keys.
import * as v from 'valibot';
import { choice, requiredText, rowVersion, ticked } from '#lib/input.ts';
import { suggestionKinds } from '#lib/skills/types.ts';

/** Characters of a name, other names of a skill in one language, parents of a skill. */
export const nameMax = 80;
const aliasesMax = 60;
export const parentsMax = 4;

/** One name a line. */
const names = v.pipe(
	v.optional(v.string('common_error_field'), ''),
	v.transform((text) => [
		...new Set(
			text
				.split('\n')
				.map((line) => line.trim())
				.filter(Boolean)
		)
	]),
	v.maxLength(aliasesMax, 'skills_error_names_many'),
	v.check((lines) => lines.every((line) => line.length <= nameMax), 'common_error_too_long')
);

/** Skills by any of their names; lines may be empty, but not all. */
const parents = v.pipe(
	v.optional(v.array(v.pipe(v.string('common_error_field'), v.trim()), 'common_error_field'), []),
	v.maxLength(parentsMax, 'common_error_field'),
	v.check((lines) => lines.some(Boolean), 'skills_error_parents_none')
);

const suggestion = v.optional(
	v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{0,40}$/, 'common_error_field')),
	''
);

const place = {
	zh: requiredText(nameMax),
	en: requiredText(nameMax),
	aliasesZh: names,
	aliasesEn: names,
	parents,
	/** What it answers; empty for none. */
	suggestion
};
export const newSkillSchema = v.object(place);
export type NewSkillInput = v.InferOutput<typeof newSkillSchema>;

/** `version` is of the skill that was seen; `keepOld` makes former names other names. */
export const editSkillSchema = v.object({ ...place, version: rowVersion, keepOld: ticked });
export type EditSkillInput = v.InferOutput<typeof editSkillSchema>;

/** `into` by any of its names. */
export const mergeSchema = v.object({ into: requiredText(nameMax), version: rowVersion });
export type MergeInput = v.InferOutput<typeof mergeSchema>;

export const suggestSchema = v.object({
	kind: choice(suggestionKinds),
	name: requiredText(nameMax),
	/** Whose other name it is, for an alias. */
	skill: v.optional(v.pipe(v.string('common_error_field'), v.trim()), ''),
	reason: requiredText(500)
});
export type SuggestInput = v.InferOutput<typeof suggestSchema>;

export const refuseSuggestionSchema = v.object({
	id: v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{1,40}$/, 'common_error_field')),
	answer: requiredText(300)
});
export type RefuseSuggestionInput = v.InferOutput<typeof refuseSuggestionSchema>;
