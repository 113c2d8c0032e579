import { redirect } from '@sveltejs/kit';
import { readInboxFilter } from '#lib/applications/inbox.ts';
import { href } from '#lib/i18n/locale.ts';
import { isRefusal } from '#lib/refusal.ts';
import { getApp } from '#lib/server/app.ts';
import { receivedCsv } from '#lib/server/applications/csv.ts';
import { csvResponse } from '#lib/server/web/csv.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** What the table shows with these filters, all pages of it, for the organization's own records. */
export const GET = async ({ locals, params, url }) => {
	const asked = readInboxFilter(url.searchParams);
	const read = receivedCsv(getApp(), locals.actor, params.slug, asked).catch((thrown: unknown) => {
		if (!isRefusal(thrown) || thrown.reason !== 'confirmFirst') throw thrown;
		redirect(303, href(`/account/confirm?next=${encodeURIComponent(url.pathname + url.search)}`));
	});
	const { name, text } = await orRefuse(read);
	return csvResponse(name, text);
};
