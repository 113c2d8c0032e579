// What a person marks listings with for themselves: saved for later, or not for them. Nobody else sees it.
import * as v from 'valibot';

export const marks = ['saved', 'hidden'] as const;
export type Mark = (typeof marks)[number];

/** A mark that was just set or taken away, and what was there before. */
export type Marked = { listing: string; title: string; mark: Mark | 'none'; was: Mark | 'none' };

export const markSchema = v.object({
	listing: v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{1,40}$/, 'common_error_field')),
	mark: v.picklist([...marks, 'none'], 'common_error_field')
});
export type MarkInput = v.InferOutput<typeof markSchema>;
