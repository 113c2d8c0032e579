// Input of the search of operators. Messages are message keys.
import * as v from 'valibot';
import { requiredText } from '#lib/input.ts';

/** The words may be anything that names one: an address, a name, a title, a code, an id. */
export const findSchema = v.object({ words: requiredText(120), reason: requiredText(300) });
export type FindInput = v.InferOutput<typeof findSchema>;
