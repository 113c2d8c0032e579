// Input of the forms around notices. Messages are message keys.
import * as v from 'valibot';
import { choices, ticked } from '#lib/input.ts';
import { mailKinds, switchableKinds } from '#lib/notifications/types.ts';

export const noticeSchema = v.object({
	id: v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{1,40}$/, 'common_error_field'))
});

/** Boxes say what is wanted; what is stored is what is not. */
export const settingsSchema = v.pipe(
	v.object({ told: choices(switchableKinds), mailed: choices(mailKinds), quietNights: ticked }),
	v.transform(({ told, mailed, quietNights }) => ({
		muted: switchableKinds.filter((kind) => !told.includes(kind)),
		mailed,
		quietNights
	}))
);
