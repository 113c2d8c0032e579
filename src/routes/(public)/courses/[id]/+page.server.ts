import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { shownListing } from '#lib/server/listings/shown.ts';
import { ownMark } from '#lib/server/marks/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { markActions } from '#lib/server/web/marks.ts';

export const load = async ({ params, locals }) => ({
	view: parcel(await orRefuse(shownListing(getApp(), 'course', params.id))),
	mark: await ownMark(getApp(), locals.actor, params.id)
});

export const actions = markActions;
