import { parseMapQuery } from '#lib/map/query.ts';
import { getApp } from '#lib/server/app.ts';
import { mapCsv } from '#lib/server/map/csv.ts';
import { csvResponse } from '#lib/server/web/csv.ts';

export async function GET({ url }) {
	const { name, text } = await mapCsv(getApp(), parseMapQuery(url.searchParams));
	return csvResponse(name, text);
}
