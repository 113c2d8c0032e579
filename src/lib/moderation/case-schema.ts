// Input of the forms around reports and cases. Messages are message keys.
import * as v from 'valibot';
import { choice, optionalText, requiredText } from '#lib/input.ts';
import { caseWordsMax, operatorSteps, sayableReasons, subjectKinds } from '#lib/moderation/cases.ts';

const shortId = v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9-]{1,60}$/, 'common_error_field'));

/** What is reported; an organization by its slug. */
export const reportSchema = v.object({ kind: choice(subjectKinds), id: shortId });
export type ReportInput = v.InferOutput<typeof reportSchema>;

export const saySchema = v.object({ reason: choice(sayableReasons), words: optionalText(caseWordsMax) });
export type SayInput = v.InferOutput<typeof saySchema>;

/** A step of an operator: `version` is of the case that was seen. */
export const stepSchema = v.object({
	step: choice(operatorSteps),
	version: v.pipe(
		v.string('common_error_field'),
		v.regex(/^\d{1,9}$/, 'common_error_field'),
		v.transform(Number)
	),
	words: requiredText(caseWordsMax)
});
export type StepInput = v.InferOutput<typeof stepSchema>;

export const appealSchema = v.object({ words: requiredText(caseWordsMax) });
