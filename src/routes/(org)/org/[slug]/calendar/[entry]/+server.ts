import { getApp } from '#lib/server/app.ts';
import { entryFile } from '#lib/server/calendar/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { calendarResponse } from '#lib/server/web/calendar.ts';

/** One entry of the organization's calendar as a file. */
export const GET = async ({ locals, params: { slug, entry } }) =>
	calendarResponse(await orRefuse(entryFile(getApp(), locals.actor, { slug }, entry)), 'event.ics');
