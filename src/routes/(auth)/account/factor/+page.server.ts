import {
	codeSchema,
	newPasskeySchema,
	passwordSchema,
	removeFactorSchema,
	removePasskeySchema
} from '#lib/accounts/schema.ts';
import {
	addPasskey,
	beginFactor,
	confirmFactor,
	factorPage,
	removeFactor,
	removePasskey,
	renewRecovery
} from '#lib/server/accounts/factor.ts';
import { beginSession, keepSession } from '#lib/server/accounts/session.ts';
import { getApp } from '#lib/server/app.ts';
import { action } from '#lib/server/web/action.ts';
import { signedIn, userAgentOf, visitorOf } from '#lib/server/web/visitor.ts';

export const load = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	return { factor: await factorPage(getApp(), signedIn(event)) };
};

export const actions = {
	begin: action(passwordSchema, async ({ password }, { locals }, app) => {
		await beginFactor(app, locals.actor, password);
	}),
	confirm: action(codeSchema, async ({ code }, event, app) => {
		const codes = await confirmFactor(app, event.locals.actor, code);
		const { accountId } = signedIn(event);
		keepSession(event, await beginSession(app, accountId, userAgentOf(event), app.now()));
		return { codes };
	}),
	renew: action(codeSchema, async ({ code }, { locals }, app) => ({
		codes: await renewRecovery(app, locals.actor, code)
	})),
	addPasskey: action(newPasskeySchema, async (input, event, app) => ({
		added: true,
		codes: await addPasskey(app, event.locals.actor, input, visitorOf(event))
	})),
	removePasskey: action(removePasskeySchema, async ({ passkey }, { locals }, app) => {
		await removePasskey(app, locals.actor, passkey);
		return { removed: true };
	}),
	remove: action(removeFactorSchema, async (input, { locals }, app) => {
		await removeFactor(app, locals.actor, input);
		return { removed: true };
	})
};
