// What operators may ask of the search index.
import * as v from 'valibot';

/** A parked document to try again; without an id, all of them. */
export const tryAgainSchema = v.object({ id: v.optional(v.pipe(v.string(), v.maxLength(100))) });
export type TryAgain = v.InferOutput<typeof tryAgainSchema>;
