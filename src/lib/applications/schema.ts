// Input of applying and of answering an application.
import * as v from 'valibot';
import { optionalText, requiredText, rowVersion } from '#lib/input.ts';
import { answerStates } from '#lib/applications/types.ts';

const rowId = v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'));
const text = (max: number) =>
	v.pipe(v.optional(v.string('common_error_field'), ''), v.trim(), v.maxLength(max, 'common_error_too_long'));

/** `slot` is the run or period, where the listing has them. */
export const applySchema = v.object({ slot: optionalText(40), letter: text(5_000) });
export type ApplyInput = v.InferOutput<typeof applySchema>;

export const withdrawSchema = v.object({ id: rowId });

export const answerSchema = v.object({
	id: rowId,
	version: rowVersion,
	state: v.picklist(answerStates, 'common_error_required'),
	answer: requiredText(2_000)
});
export type AnswerInput = v.InferOutput<typeof answerSchema>;
