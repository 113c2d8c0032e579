// Input of writing and of having read. Messages are message keys.
import * as v from 'valibot';
import { optionalFile, requiredInteger } from '#lib/input.ts';
import { messageMax } from '#lib/messages/types.ts';

/** Marks that turn the direction of what follows: with them a text can look like another. */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text, a file, or both. */
export const sendSchema = v.pipe(
	v.object({
		text: v.pipe(
			v.optional(v.string('common_error_field'), ''),
			v.transform((text) => text.replace(turning, '').trim()),
			v.maxLength(messageMax, 'common_error_too_long')
		),
		file: optionalFile
	}),
	v.forward(
		v.check(({ text, file }) => text !== '' || file !== undefined, 'messages_error_empty'),
		['text']
	)
);
export type SendInput = v.InferOutput<typeof sendSchema>;

/** Up to which message somebody has read. */
export const readSchema = v.object({ to: requiredInteger(1, 1_000_000) });
