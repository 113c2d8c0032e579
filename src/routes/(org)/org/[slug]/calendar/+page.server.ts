import { nothingSchema } from '#lib/accounts/schema.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { calendarPage, renewFeed, stopFeed } from '#lib/server/calendar/service.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params: { slug } }) => {
	const { feedSince, ...page } = await orRefuse(calendarPage(getApp(), locals.actor, { slug }));
	return { ...page, feedSince: feedSince && dayInNanjing(feedSince) };
};

export const actions = {
	renew: action(nothingSchema, async (_input, { locals, params, url }, app) => {
		const token = await renewFeed(app, locals.actor, { slug: params.slug! });
		return { link: `${siteOrigin(app, url)}/calendar/${token}.ics` };
	}),
	stop: action(nothingSchema, async (_input, { locals, params }, app) => {
		await stopFeed(app, locals.actor, { slug: params.slug! });
		return { stopped: true };
	})
};
