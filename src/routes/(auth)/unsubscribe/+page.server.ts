import { nothingSchema } from '#lib/accounts/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { subscriptionOf, unsubscribe } from '#lib/server/notifications/unsubscribe.ts';
import { action } from '#lib/server/web/action.ts';

/** Shows what the link would end; link scanners open it too. */
export const load = async ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	return { subscription: await subscriptionOf(getApp(), url.searchParams.get('token')) };
};

export const actions = {
	/** The button of the page, and the one click of a mail program, which has no session. */
	default: action(nothingSchema, async (_input, { url }, app) => {
		await unsubscribe(app, url.searchParams.get('token'));
		return { done: true };
	})
};
