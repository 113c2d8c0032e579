// Input of an agreement: its terms, moves, acceptances, and the guardian. Messages are message keys.
import * as v from 'valibot';
import { agreementStates, insurers, placeMax, reasonMax, tasksMax } from '#lib/agreements/types.ts';
import { choice, optionalDay, optionalText, requiredInteger, requiredText, ticked } from '#lib/input.ts';

/** The law allows 40 hours a week, 8 a day. */
const hoursMax = 40;

export const termsSchema = v.pipe(
	v.object({
		tasksZh: optionalText(tasksMax),
		tasksEn: optionalText(tasksMax),
		place: requiredText(placeMax),
		hoursPerWeek: requiredInteger(1, hoursMax),
		insurer: choice(insurers),
		/** Paid to the person, never by them. */
		allowance: requiredInteger(0, 1_000_000),
		/** Asked where no period of a base gives them. */
		from: optionalDay,
		to: optionalDay
	}),
	v.forward(
		v.check(({ tasksZh, tasksEn }) => Boolean(tasksZh ?? tasksEn), 'common_error_required'),
		['tasksZh']
	),
	v.forward(
		v.check(({ from, to }) => !from || !to || from <= to, 'posting_error_dates'),
		['to']
	),
	v.transform(({ from, to, ...terms }) => ({ ...terms, ...(from && to ? { from, to } : {}) }))
);

const reason = v.pipe(
	v.optional(v.string('common_error_field'), ''),
	v.trim(),
	v.maxLength(reasonMax, 'common_error_too_long')
);
export const agreementMoveSchema = v.object({
	state: v.picklist(agreementStates, 'common_error_required'),
	reason
});
export type AgreementMoveInput = v.InferOutput<typeof agreementMoveSchema>;

/** A browser sends an empty file where none was chosen. */
const chosenFile = v.pipe(
	v.optional(v.union([v.file('common_error_field'), v.literal('')])),
	v.transform((file) => (file instanceof File && (file.name !== '' || file.size > 0) ? file : undefined))
);

/** `hash` is of the text that was shown: another one is not accepted unread. */
const accepted = {
	hash: v.pipe(v.string('common_error_field'), v.regex(/^[0-9a-f]{64}$/, 'common_error_field')),
	agrees: v.pipe(
		ticked,
		v.check((value) => value, 'agreements_error_agrees')
	)
};

/** With the signed paper, where there is one. */
export const acceptSchema = v.object({ ...accepted, name: requiredText(60), paper: chosenFile });
export type AcceptInput = v.InferOutput<typeof acceptSchema>;

/** For somebody else, who has signed on paper: never without it. */
export const paperSchema = v.object({
	...accepted,
	signer: requiredText(60),
	paper: v.pipe(
		chosenFile,
		v.check((file) => file !== undefined, 'common_error_required')
	)
});
export type PaperInput = v.InferOutput<typeof paperSchema>;

export const guardianSchema = v.object({
	name: requiredText(60),
	email: v.pipe(requiredText(254), v.email('common_error_email'))
});
export type GuardianInput = v.InferOutput<typeof guardianSchema>;
