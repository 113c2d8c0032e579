import { listingKinds, type ListingKind } from '#lib/listings/types.ts';
import { getApp } from '#lib/server/app.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { shapeMatches } from './shape.ts';

/** Rows of a page, and the last page that is offered. */
const limit = 20;
const pagesMax = 100;

export const load = async ({ locals, url }) => {
	const asked = url.searchParams.get('kind');
	const kind: ListingKind = listingKinds.find((word) => word === asked) ?? 'role';
	const order = url.searchParams.get('order') === 'new' ? ('new' as const) : undefined;
	const page = Math.min(pagesMax, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
	const matches = await orRefuse(
		matchesForTalent(getApp(), locals.actor, { kind, order, limit, offset: (page - 1) * limit })
	);
	const pages = 'total' in matches ? Math.min(pagesMax, Math.ceil(matches.total / limit)) : 0;
	return { kind, page, pages, matches: shapeMatches(matches) };
};
