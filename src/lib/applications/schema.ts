// Input of applying, of answering an application, and of a person's own moves. Messages are message keys.
import * as v from 'valibot';
import { nanjingMoment, optionalFile, optionalText, rowVersion, ticked } from '#lib/input.ts';
import { teamMax } from '#lib/teams/types.ts';
import { answerMax, applicationStates, placeMax, questionsMax, wordsMax } from '#lib/applications/types.ts';

const rowId = v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'));
const text = (max: number) =>
	v.pipe(v.optional(v.string('common_error_field'), ''), v.trim(), v.maxLength(max, 'common_error_too_long'));

/** `slot` is the run or period, where the listing has them; answers come in the order of the listing's questions. */
const addresses = v.pipe(
	v.optional(v.string('common_error_field'), ''),
	v.transform((lines) => [
		...new Set(
			lines
				.toLowerCase()
				.split(/[\s,;，；]+/)
				.filter(Boolean)
		)
	]),
	v.array(v.pipe(v.string(), v.email('teams_error_email'), v.maxLength(254, 'teams_error_email'))),
	v.maxLength(teamMax, 'teams_error_many')
);

export const applySchema = v.object({
	slot: optionalText(40),
	letter: text(5_000),
	answers: v.pipe(
		v.optional(v.array(text(answerMax), 'common_error_field'), []),
		v.maxLength(questionsMax, 'common_error_field')
	),
	shareEmail: ticked,
	sharePhone: ticked,
	shareWechat: ticked,
	cv: optionalFile,
	removeCv: ticked,
	/** Addresses of those who are asked to apply along, where the role takes teams. */
	team: addresses
});
export type ApplyInput = v.InferOutput<typeof applySchema>;

export const undoSchema = v.object({ id: rowId });

const state = v.picklist(applicationStates, 'common_error_required');

/** A person's own move: withdraw, accept, decline, take a place. */
export const ownMoveSchema = v.object({ id: rowId, state, reason: text(wordsMax) });
export type OwnMoveInput = v.InferOutput<typeof ownMoveSchema>;

/** An interview needs its time and place, a rejection a sentence. */
export const answerSchema = v.pipe(
	v.object({
		version: rowVersion,
		state,
		reason: text(wordsMax),
		meetsAt: nanjingMoment,
		place: optionalText(placeMax)
	}),
	v.forward(
		v.check(({ state, meetsAt }) => state !== 'interview' || meetsAt !== null, 'common_error_required'),
		['meetsAt']
	),
	v.forward(
		v.check(({ state, place }) => state !== 'interview' || place !== null, 'common_error_required'),
		['place']
	),
	v.forward(
		v.check(({ state, reason }) => state !== 'rejected' || reason !== '', 'applications_error_reason'),
		['reason']
	),
	// The form keeps what was typed for an interview while another answer hides those fields.
	v.transform((input) => (input.state === 'interview' ? input : { ...input, meetsAt: null, place: null }))
);
export type AnswerInput = v.InferOutput<typeof answerSchema>;

/** A move from a list, without words. */
export const quickMoveSchema = v.object({ id: rowId, version: rowVersion, state });
