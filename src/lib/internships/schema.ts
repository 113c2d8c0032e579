// Input of an internship: the person's statement, the weekly log, comments and evaluations. Messages are message keys.
import * as v from 'valibot';
import {
	choice,
	optionalText,
	requiredDay,
	requiredInteger,
	requiredText,
	rowVersion,
	ticked
} from '#lib/input.ts';
import { statedAges, studies } from '#lib/internships/types.ts';

export const statementSchema = v.object({
	fullName: requiredText(60),
	age: choice(statedAges),
	study: choice(studies),
	/** Slug of a school of the base; empty for somebody who comes from none of them. */
	school: optionalText(60)
});
export type StatementInput = v.InferOutput<typeof statementSchema>;

export const weekSchema = v.object({
	/** Any day of the week it is about. */
	day: requiredDay,
	text: requiredText(5_000),
	days: requiredInteger(0, 7),
	version: rowVersion
});
export type WeekInput = v.InferOutput<typeof weekSchema>;

const id = v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'));

export const commentSchema = v.object({ week: id, text: requiredText(2_000) });
export type CommentInput = v.InferOutput<typeof commentSchema>;

export const attendanceSchema = v.object({ week: id, days: requiredInteger(0, 7) });
export type AttendanceInput = v.InferOutput<typeof attendanceSchema>;

/** A level for each practised skill; an empty one says nothing of it. */
export const evaluationSchema = v.object({
	text: requiredText(2_000),
	job: ticked,
	skills: v.pipe(
		v.optional(v.array(v.object({ id, level: v.optional(v.picklist(['', '1', '2', '3', '4']), '') })), []),
		v.maxLength(60, 'common_error_field'),
		v.transform((lines) =>
			lines.flatMap(({ id, level }) => (level ? [{ skillId: id, level: Number(level) }] : []))
		)
	)
});
export type EvaluationInput = v.InferOutput<typeof evaluationSchema>;
