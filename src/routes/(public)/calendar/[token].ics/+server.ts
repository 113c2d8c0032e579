import { getApp } from '#lib/server/app.ts';
import { feedFile } from '#lib/server/calendar/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { calendarResponse } from '#lib/server/web/calendar.ts';

/** A calendar as programs subscribe to it: the link is all they have. */
export const GET = async ({ params }) =>
	calendarResponse(await orRefuse(feedFile(getApp(), params.token)), 'pons.ics');
