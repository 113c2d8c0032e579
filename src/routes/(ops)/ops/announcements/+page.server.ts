import { announcementIdSchema, announcementSchema } from '#lib/announcements/schema.ts';
import { nanjingInput } from '#lib/input.ts';
import {
	announcementList,
	checkAnnouncement,
	endAnnouncement,
	publishAnnouncement
} from '#lib/server/announcements/service.ts';
import { getApp } from '#lib/server/app.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({
	announcements: await orRefuse(announcementList(getApp(), locals.actor))
});

export const actions = {
	preview: action(announcementSchema, async (input, { locals }, app) => {
		checkAnnouncement(app, locals.actor, input);
		const { startsAt, endsAt, ...texts } = input;
		return { seen: { ...texts, startsAt: nanjingInput(startsAt), endsAt: nanjingInput(endsAt) } };
	}),
	publish: action(announcementSchema, async (input, { locals }, app) => {
		await publishAnnouncement(app, locals.actor, input);
		return { did: 'published' as const };
	}),
	end: action(announcementIdSchema, async ({ id }, { locals }, app) => {
		await endAnnouncement(app, locals.actor, id);
		return { did: 'ended' as const };
	})
};
