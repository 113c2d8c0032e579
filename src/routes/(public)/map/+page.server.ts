import { parseMapQuery } from '#lib/map/query.ts';
import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { mapPage } from '#lib/server/map/page.ts';

export const load = async ({ url }) => ({
	map: parcel(await mapPage(getApp(), parseMapQuery(url.searchParams)))
});
