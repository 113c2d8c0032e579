// Input of the forms around announcements. Messages are message keys.
import * as v from 'valibot';
import { choice, nanjingMoment, requiredText } from '#lib/input.ts';
import { announcementMax, severities } from '#lib/announcements/types.ts';

/** Longest time that one is shown, days. */
const daysMax = 90;

const time = v.pipe(nanjingMoment, v.date('common_error_required'));

export const announcementSchema = v.pipe(
	v.object({
		textZh: requiredText(announcementMax),
		textEn: requiredText(announcementMax),
		severity: choice(severities),
		startsAt: time,
		endsAt: time
	}),
	v.forward(
		v.check(({ startsAt, endsAt }) => endsAt > startsAt, 'announcements_error_order'),
		['endsAt']
	),
	v.forward(
		v.check(
			({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= daysMax * 86_400_000,
			'announcements_error_long'
		),
		['endsAt']
	)
);
export type AnnouncementInput = v.InferOutput<typeof announcementSchema>;

export const announcementIdSchema = v.object({
	id: v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9-]{1,40}$/, 'common_error_field'))
});
