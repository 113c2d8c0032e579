import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { listingKinds, type ListingKind } from '#lib/listings/types.ts';
import { parseRoleFilter } from '#lib/matching/filter.ts';
import { personaliseSchema } from '#lib/matching/schema.ts';
import { setPersonalised } from '#lib/server/accounts/personalised.ts';
import { getApp } from '#lib/server/app.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { markActions } from '#lib/server/web/marks.ts';
import { correctionActions } from '#lib/server/web/corrections.ts';
import { pageOf, pagesOf, rowsPerPage as limit, stayWithin } from '#lib/server/web/pages.ts';
import { shapeMatches } from './shape.ts';

export const load = async ({ locals, url }) => {
	const asked = url.searchParams.get('kind');
	const kind: ListingKind = listingKinds.find((word) => word === asked) ?? 'role';
	const order = url.searchParams.get('order') === 'new' ? ('new' as const) : undefined;
	const page = pageOf(url);
	const filter = parseRoleFilter(url.searchParams);
	const matches = await orRefuse(
		matchesForTalent(getApp(), locals.actor, { kind, order, filter, limit, offset: (page - 1) * limit })
	);
	const pages = 'total' in matches ? pagesOf(matches.total) : 0;
	stayWithin(pages, url);
	return { kind, page, pages, filter, matches: shapeMatches(matches) };
};

export const actions = {
	...correctionActions,
	...markActions,
	personalise: action(personaliseSchema, async ({ personalised }, { locals }, app) => {
		await setPersonalised(app, locals.actor, personalised);
		redirect(303, href('/me/matches'));
	})
};
