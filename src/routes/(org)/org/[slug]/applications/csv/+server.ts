import { readInboxFilter } from '#lib/applications/inbox.ts';
import { getApp } from '#lib/server/app.ts';
import { receivedCsv } from '#lib/server/applications/csv.ts';
import { csvResponse } from '#lib/server/web/csv.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** What the table shows with these filters, all pages of it, for the organization's own records. */
export const GET = async ({ locals, params, url }) => {
	const asked = readInboxFilter(url.searchParams);
	const { name, text } = await orRefuse(receivedCsv(getApp(), locals.actor, params.slug, asked));
	return csvResponse(name, text);
};
