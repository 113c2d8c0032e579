// Input of the import's two forms.
import * as v from 'valibot';
import { courseModes, courseTypes, studyLevels } from '#lib/courses/types.ts';
import { importFieldNames, type Mapping } from '#lib/courses/import.ts';
import { optionalChoice, optionalDay } from '#lib/input.ts';
import { reasons } from '#lib/listings/schema.ts';
import { districts } from '#lib/organizations/types.ts';

export const uploadSchema = v.object({
	file: v.pipe(
		v.file('import_problem_missing'),
		v.check((file) => file.name !== '', 'import_problem_missing')
	)
});

const word = <const T extends readonly [string, ...string[]]>(words: T, usual: T[number]) =>
	v.optional(v.fallback(v.picklist(words), usual), usual);

/** Which column is which field; unknown fields are dropped, empty columns are not imported. */
const mapping = v.pipe(
	v.optional(v.record(v.string(), v.string()), {}),
	v.transform((given): Mapping =>
		Object.fromEntries(importFieldNames.flatMap((field) => (given[field] ? [[field, given[field]]] : [])))
	)
);

export const importSchema = v.object({
	mapping,
	defaults: v.object({
		type: word(courseTypes, 'course'),
		studyLevel: word(studyLevels, 'bachelor'),
		mode: word(courseModes, 'onsite')
	}),
	/** Recognised skills that stay ticked, and all that were shown: the difference is left out. */
	shown: v.optional(v.array(v.string()), []),
	skills: v.optional(v.array(v.string()), []),
	district: optionalChoice(districts),
	publishUntil: optionalDay,
	reasons
});
