// Input of suspending an account and of lifting that: why, which the person is told.
import * as v from 'valibot';
import { requiredText } from '#lib/input.ts';

/** Characters of a reason. */
export const suspensionWordsMax = 500;
export const suspendSchema = v.object({ reason: requiredText(suspensionWordsMax) });
