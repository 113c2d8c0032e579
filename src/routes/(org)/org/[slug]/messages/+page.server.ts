import { getApp } from '#lib/server/app.ts';
import { receivedConversations } from '#lib/server/messages/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { pageOf, pagesOf, rowsPerPage } from '#lib/server/web/pages.ts';

export const load = async ({ locals, params, url }) => {
	const page = pageOf(url);
	const part = { limit: rowsPerPage, offset: (page - 1) * rowsPerPage };
	const { lines, total } = await orRefuse(receivedConversations(getApp(), locals.actor, params.slug, part));
	return { lines, page, pages: pagesOf(total) };
};
