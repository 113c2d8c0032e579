// Input of answering a request to apply together. Messages are message keys.
import * as v from 'valibot';
import { ticked } from '#lib/input.ts';

const rowId = v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{1,40}$/, 'common_error_field'));

export const joinSchema = v.object({
	id: rowId,
	shareEmail: ticked,
	sharePhone: ticked,
	shareWechat: ticked
});
export type JoinInput = v.InferOutput<typeof joinSchema>;
export const teamIdSchema = v.object({ id: rowId });
