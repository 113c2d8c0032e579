import { safeNext } from '#lib/accounts/landing.ts';
import { confirmSchema, passkeySchema } from '#lib/accounts/schema.ts';
import { confirmByPasskey, confirmByPassword } from '#lib/server/accounts/confirm.ts';
import { factorsOf } from '#lib/server/accounts/factor.ts';
import { getApp } from '#lib/server/app.ts';
import { action } from '#lib/server/web/action.ts';
import { signedIn, visitorOf } from '#lib/server/web/visitor.ts';

export const load = async (event) => ({
	has: await factorsOf(getApp().db, signedIn(event).accountId),
	/** What was asked for, where it can be asked for again by a link. */
	next: safeNext(event.url.searchParams.get('next'))
});

export const actions = {
	password: action(confirmSchema, async (input, { locals }, app) => {
		await confirmByPassword(app, locals.actor, input);
		return { confirmed: true };
	}),
	passkey: action(passkeySchema, async ({ response }, event, app) => {
		await confirmByPasskey(app, event.locals.actor, response, visitorOf(event));
		return { confirmed: true };
	})
};
