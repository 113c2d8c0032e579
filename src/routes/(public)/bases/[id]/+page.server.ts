import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { shownListing } from '#lib/server/listings/shown.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ params }) => ({
	view: parcel(await orRefuse(shownListing(getApp(), 'base', params.id)))
});
