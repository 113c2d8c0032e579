import { redirect } from '@sveltejs/kit';
import { nothingSchema } from '#lib/accounts/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { noticeSchema, settingsSchema } from '#lib/notifications/schema.ts';
import { noticeHref } from '#lib/notifications/words.ts';
import { getApp } from '#lib/server/app.ts';
import { noticesOf, settingsOf } from '#lib/server/notifications/data.ts';
import { readAllNotices, readNotice, saveSettings } from '#lib/server/notifications/service.ts';
import { action } from '#lib/server/web/action.ts';
import { signedIn } from '#lib/server/web/visitor.ts';

const shownMax = 50;

export const load = async (event) => {
	const { accountId } = signedIn(event);
	const { db } = getApp();
	return {
		notices: await noticesOf(db, accountId, shownMax),
		settings: await settingsOf(db, accountId),
		saved: event.url.searchParams.has('saved')
	};
};

export const actions = {
	open: action(noticeSchema, async ({ id }, { locals }, app) => {
		redirect(303, noticeHref(await readNotice(app, locals.actor, id)));
	}),
	readAll: action(nothingSchema, async (_input, { locals }, app) => {
		await readAllNotices(app, locals.actor);
		redirect(303, href('/me/notices'));
	}),
	settings: action(settingsSchema, async (settings, { locals }, app) => {
		await saveSettings(app, locals.actor, settings);
		redirect(303, href('/me/notices?saved'));
	})
};
