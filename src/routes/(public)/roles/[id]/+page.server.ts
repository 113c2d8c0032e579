import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { shownListing } from '#lib/server/listings/shown.ts';
import { matchPanel } from '#lib/server/matching/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ params, locals }) => {
	const view = await orRefuse(shownListing(getApp(), 'role', params.id));
	// The match is for people who look for work; a visitor gets the page without it.
	const own = locals.actor?.purpose === 'work' && view.open;
	return { view: parcel(view), panel: own ? await matchPanel(getApp(), locals.actor, params.id) : undefined };
};
