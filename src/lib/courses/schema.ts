// Input of a course's form and of an import's rows.
import * as v from 'valibot';
import {
	choice,
	optionalDay,
	optionalInteger,
	optionalText,
	optionalUrl,
	requiredDay,
	requiredInteger,
	writtenLines
} from '#lib/input.ts';
import { courseModes, courseTypes, studyLevels } from '#lib/courses/types.ts';
import { listingEntries, titleInOneLanguage } from '#lib/listings/schema.ts';

const run = v.pipe(
	v.object({
		id: optionalText(20),
		startsOn: requiredDay,
		endsOn: requiredDay,
		seats: requiredInteger(1, 100_000)
	}),
	v.forward(
		v.check(({ startsOn, endsOn }) => endsOn >= startsOn, 'posting_error_dates'),
		['endsOn']
	)
);

/** Credits with at most one decimal; empty becomes null. */
const credits = v.pipe(
	v.optional(v.string('common_error_number'), ''),
	v.regex(/^(\d{1,3}(\.\d)?)?$/, 'common_error_number'),
	v.transform((text) => (text === '' ? null : Number(text)))
);

export const courseSchema = v.pipe(
	v.object({
		...listingEntries,
		type: choice(courseTypes),
		parentId: optionalText(20),
		providedByZh: optionalText(120),
		providedByEn: optionalText(160),
		studyLevel: choice(studyLevels),
		mode: choice(courseModes),
		credits,
		hours: optionalInteger(1, 10_000),
		fee: optionalInteger(0, 100_000_000),
		admissionFrom: optionalDay,
		admissionTo: optionalDay,
		url: optionalUrl,
		runs: writtenLines(run, 30, 'posting_error_runs_many')
	}),
	v.forward(v.check(titleInOneLanguage, 'posting_error_title'), ['titleZh']),
	v.forward(
		v.check(
			({ admissionFrom, admissionTo }) => !admissionFrom || !admissionTo || admissionTo >= admissionFrom,
			'posting_error_dates'
		),
		['admissionTo']
	)
);
export type CourseInput = v.InferOutput<typeof courseSchema>;
