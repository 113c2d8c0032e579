// Input of who accompanies the interns of a base, and of which places are kept for which school. Messages are message keys.
import * as v from 'valibot';
import { optionalInteger, requiredText, ticked } from '#lib/input.ts';

const id = v.pipe(
	v.string('common_error_required'),
	v.minLength(1, 'common_error_required'),
	v.maxLength(40)
);

/** A member of the organization, and the name that the interns see. */
export const tutorSchema = v.object({ account: id, name: requiredText(60) });
export type TutorInput = v.InferOutput<typeof tutorSchema>;

export const tutorRowSchema = v.object({ id });

/** Places by period and school; an empty one keeps none. */
export const sharesSchema = v.object({
	shares: v.pipe(
		v.optional(
			v.array(v.object({ period: id, school: id, places: optionalInteger(0, 10_000) }), 'common_error_field'),
			[]
		),
		v.maxLength(400, 'common_error_field')
	)
});
export type SharesInput = v.InferOutput<typeof sharesSchema>;

export const requirementSchema = v.object({ required: ticked });
