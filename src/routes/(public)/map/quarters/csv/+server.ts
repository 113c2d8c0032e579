import { getApp } from '#lib/server/app.ts';
import { quartersCsv } from '#lib/server/map/quarters.ts';
import { csvResponse } from '#lib/server/web/csv.ts';

export async function GET() {
	const { name, text } = await quartersCsv(getApp());
	return csvResponse(name, text);
}
