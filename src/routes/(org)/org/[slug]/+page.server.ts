import * as v from 'valibot';
import { getApp } from '#lib/server/app.ts';
import { closeListing, copyListing, publishListing } from '#lib/server/listings/service.ts';
import { listingsOf } from '#lib/server/listings/edit.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

const one = v.object({ id: v.pipe(v.string(), v.maxLength(40)) });

export const load = async ({ locals, params, url }) => {
	const listings = await orRefuse(listingsOf(getApp(), locals.actor, params.slug));
	const [made, changed] = ['made', 'changed'].map((name) => Number(url.searchParams.get(name)));
	return { listings, imported: made || changed ? { made: made || 0, changed: changed || 0 } : undefined };
};

export const actions = {
	publish: action(one, async ({ id }, { locals, params }, app) => {
		await publishListing(app, locals.actor, params.slug!, id);
		return { done: 'published' as const };
	}),
	close: action(one, async ({ id }, { locals, params }, app) => {
		await closeListing(app, locals.actor, params.slug!, id);
		return { done: 'closed' as const };
	}),
	copy: action(one, async ({ id }, { locals, params }, app) => {
		await copyListing(app, locals.actor, params.slug!, id);
		return { done: 'saved' as const };
	})
};
