import * as v from 'valibot';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { parseDesk } from '#lib/listings/desk.ts';
import { getApp } from '#lib/server/app.ts';
import { partnershipsOf } from '#lib/server/bases/data.ts';
import { askPartners, confirmPartnership, declinePartnership } from '#lib/server/bases/service.ts';
import { closeListing, copyListing, publishListing } from '#lib/server/listings/service.ts';
import { standingOf } from '#lib/server/listings/standing.ts';
import { listingsOf } from '#lib/server/listings/edit.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { answerQueue } from '#lib/server/organizations/queue.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

const one = v.object({ id: v.pipe(v.string(), v.maxLength(40)) });

export const load = async ({ locals, params, url }) => {
	const app = getApp();
	const { organization } = await orRefuse(requireMember(app.db, locals.actor, params.slug));
	const query = parseDesk(url.searchParams);
	const listings = await orRefuse(listingsOf(app, locals.actor, params.slug, query));
	const standing = await standingOf(
		app.db,
		listings.rows.map(({ id }) => id)
	);
	const queue = await orRefuse(answerQueue(app, locals.actor, params.slug));
	const partnerships = await partnershipsOf(app.db, organization.id);
	const [made, changed] = ['made', 'changed'].map((name) => Number(url.searchParams.get(name)));
	const imported = made || changed ? { made: made || 0, changed: changed || 0 } : undefined;
	const today = dayInNanjing(app.now());
	return { query, listings, standing, queue, today, partnerships, imported };
};

export const actions = {
	publish: action(one, async ({ id }, { locals, params, url }, app) => {
		await publishListing(app, locals.actor, params.slug!, id);
		await askPartners(app, locals.actor, params.slug!, id, siteOrigin(app, url));
		return { done: 'published' as const };
	}),
	close: action(one, async ({ id }, { locals, params }, app) => {
		await closeListing(app, locals.actor, params.slug!, id);
		return { done: 'closed' as const };
	}),
	copy: action(one, async ({ id }, { locals, params }, app) => {
		await copyListing(app, locals.actor, params.slug!, id);
		return { done: 'saved' as const };
	}),
	confirm: action(one, async ({ id }, { locals, params, url }, app) => {
		await confirmPartnership(app, locals.actor, params.slug!, id, siteOrigin(app, url));
		return { done: 'confirmed' as const };
	}),
	decline: action(one, async ({ id }, { locals, params, url }, app) => {
		await declinePartnership(app, locals.actor, params.slug!, id, siteOrigin(app, url));
		return { done: 'declined' as const };
	})
};
