// Input of looking at the site as somebody. Messages are message keys.
import * as v from 'valibot';
import { optionalText, requiredText } from '#lib/input.ts';

/** Characters of a reason, which the person reads. */
export const actingReasonMax = 300;

/** `code` is of the second factor, where the operator has one. */
export const actingSchema = v.object({ reason: requiredText(actingReasonMax), code: optionalText(40) });
export type ActingInput = v.InferOutput<typeof actingSchema>;
