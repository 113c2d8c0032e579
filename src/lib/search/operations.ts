// What operators may ask of the search index.
import * as v from 'valibot';

/** A parked document to try again; without an id, all of them. */
export const tryAgainSchema = v.object({ id: v.optional(v.pipe(v.string(), v.maxLength(100))) });
/** A parked document to give up. */
export const dropSchema = v.object({ id: v.pipe(v.string('common_error_field'), v.maxLength(100)) });
export type Drop = v.InferOutput<typeof dropSchema>;
export type TryAgain = v.InferOutput<typeof tryAgainSchema>;
