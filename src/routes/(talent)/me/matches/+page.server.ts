import { listingKinds, type ListingKind } from '#lib/listings/types.ts';
import { getApp } from '#lib/server/app.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { correctionActions } from '#lib/server/web/corrections.ts';
import { pageOf, pagesOf, rowsPerPage as limit } from '#lib/server/web/pages.ts';
import { shapeMatches } from './shape.ts';

export const load = async ({ locals, url }) => {
	const asked = url.searchParams.get('kind');
	const kind: ListingKind = listingKinds.find((word) => word === asked) ?? 'role';
	const order = url.searchParams.get('order') === 'new' ? ('new' as const) : undefined;
	const page = pageOf(url);
	const matches = await orRefuse(
		matchesForTalent(getApp(), locals.actor, { kind, order, limit, offset: (page - 1) * limit })
	);
	const pages = 'total' in matches ? pagesOf(matches.total) : 0;
	return { kind, page, pages, matches: shapeMatches(matches) };
};

export const actions = correctionActions;
