// Input of a demand signal.
import * as v from 'valibot';
import { choice, optionalChoice, requiredDay } from '#lib/input.ts';
import { districts } from '#lib/organizations/types.ts';
import { headcountBandWords } from '#lib/signals/types.ts';

/** Skills of one signal. */
export const signalSkillsMax = 8;

const line = v.object({
	name: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(80, 'common_error_too_long'))
});

export const signalSchema = v.object({
	/** Skills as a person names them, or their ids; lines may be empty. */
	skills: v.pipe(
		v.optional(v.array(line, 'common_error_field'), []),
		v.maxLength(signalSkillsMax, 'posting_error_skills_many')
	),
	headcount: choice(headcountBandWords),
	district: optionalChoice(districts),
	neededBy: requiredDay
});
export type SignalInput = v.InferOutput<typeof signalSchema>;
