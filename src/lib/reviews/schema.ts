// What a team writes down about an application, for itself only. Messages are message keys.
import * as v from 'valibot';
import { optionalInteger, requiredText } from '#lib/input.ts';

export const noteMax = 2_000;
export const ratingMax = 5;
export const tagMax = 20;
/** Most tags of one application. */
export const tagsMax = 10;

export const noteSchema = v.object({ text: requiredText(noteMax) });
export const noteIdSchema = v.object({
	note: v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'))
});
/** Empty takes the member's rating back. */
export const ratingSchema = v.object({ rating: optionalInteger(1, ratingMax) });

/** One spelling of a tag: no space around it or twice inside. */
export const tagOf = (typed: string) => typed.normalize('NFKC').replace(/\s+/g, ' ').trim();

export const tagSchema = v.object({
	tag: v.pipe(requiredText(tagMax * 2), v.transform(tagOf), v.maxLength(tagMax, 'common_error_too_long'))
});
