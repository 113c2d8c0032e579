import { parseMeasure } from '#lib/map/quarters.ts';
import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { quarterPage } from '#lib/server/map/quarters.ts';

export const load = async ({ url }) => {
	const measure = parseMeasure(url.searchParams);
	const asked = url.searchParams.get('quarter') ?? undefined;
	return { measure, table: parcel(await quarterPage(getApp(), asked, measure)) };
};
