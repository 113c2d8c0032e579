// Input of inviting a talent and of answering an invitation. Messages are message keys.
import * as v from 'valibot';
import { optionalText, requiredText, ticked } from '#lib/input.ts';
import { declineReasonMax, reasonMax } from '#lib/invitations/types.ts';

export const inviteSchema = v.object({ reason: requiredText(reasonMax) });

export const takeBackSchema = v.object({ id: v.pipe(v.string(), v.maxLength(40, 'common_error_field')) });

/** `slot` is the run or period, where the listing has them; the rest, which ways of contact the organization gets. */
export const acceptSchema = v.object({
	slot: optionalText(40),
	shareEmail: ticked,
	sharePhone: ticked,
	shareWechat: ticked
});
export type AcceptInput = v.InferOutput<typeof acceptSchema>;

export const declineSchema = v.object({
	why: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(declineReasonMax, 'common_error_too_long'))
});
