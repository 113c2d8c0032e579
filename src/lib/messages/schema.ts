// Input of writing and of having read. Messages are message keys.
import * as v from 'valibot';
import { requiredInteger } from '#lib/input.ts';
import { messageMax } from '#lib/messages/types.ts';

/** Marks that turn the direction of what follows: with them a text can look like another. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

export const sendSchema = v.object({
	text: v.pipe(
		v.optional(v.string('common_error_field'), ''),
		v.transform((text) => text.replace(turning, '').trim()),
		v.minLength(1, 'messages_error_empty'),
		v.maxLength(messageMax, 'common_error_too_long')
	)
});
export type SendInput = v.InferOutput<typeof sendSchema>;

/** Up to which message somebody has read. */
export const readSchema = v.object({ to: requiredInteger(1, 1_000_000) });
