// Input of what a holder decides about a certificate. Messages are message keys.
import * as v from 'valibot';
import { requiredText, ticked } from '#lib/input.ts';

const id = v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'));

export const certificateSchema = v.object({ id });

/** Who is named on the page behind the check link, and what else it shows. */
export const shareSchema = v.object({ id, holder: requiredText(60), skills: ticked, dates: ticked });
export type ShareInput = v.InferOutput<typeof shareSchema>;
