import { listingLine } from '#lib/listings/card.ts';
import { getApp } from '#lib/server/app.ts';
import { listMarked } from '#lib/server/marks/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { markActions } from '#lib/server/web/marks.ts';

export const load = async ({ locals, url }) => {
	const mark = url.searchParams.has('hidden') ? ('hidden' as const) : ('saved' as const);
	const marked = await orRefuse(listMarked(getApp(), locals.actor, mark));
	const rows = marked.map(({ card, state, changed }) => ({
		line: listingLine(card),
		closed: state !== 'open',
		changed
	}));
	return { mark, rows };
};

export const actions = markActions;
