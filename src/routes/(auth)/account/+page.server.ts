import { redirect } from '@sveltejs/kit';
import {
	changeEmailSchema,
	changePasswordSchema,
	endDeviceSchema,
	nothingSchema
} from '#lib/accounts/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { changePassword, endDevice, requestEmailChange } from '#lib/server/accounts/change.ts';
import { devices } from '#lib/server/accounts/data.ts';
import { signOutEverywhere } from '#lib/server/accounts/service.ts';
import { dropSession, keepSession } from '#lib/server/accounts/session.ts';
import { getApp } from '#lib/server/app.ts';
import { action } from '#lib/server/web/action.ts';
import { mayReadOutbox, signedIn, userAgentOf, visitorOf } from '#lib/server/web/visitor.ts';

export const load = async (event) => {
	const { accountId, email, sessionHash } = signedIn(event);
	const app = getApp();
	const listed = await devices(app.db, accountId, app.now());
	return {
		email,
		done: event.url.searchParams.get('done'),
		outbox: await mayReadOutbox(event),
		devices: listed.map(({ id, name, createdAt, lastSeenAt }) => ({
			id,
			name,
			isThis: id === sessionHash,
			since: dayInNanjing(createdAt),
			seen: dayInNanjing(lastSeenAt)
		}))
	};
};

export const actions = {
	email: action(changeEmailSchema, async (input, event, app) => {
		await requestEmailChange(app, event.locals.actor, input, visitorOf(event));
		redirect(303, href('/account?done=email'));
	}),
	password: action(changePasswordSchema, async (input, event, app) => {
		keepSession(event, await changePassword(app, event.locals.actor, input, userAgentOf(event)));
		redirect(303, href('/account?done=password'));
	}),
	end: action(endDeviceSchema, async ({ device }, event, app) => {
		await endDevice(app, event.locals.actor, device);
		redirect(303, href('/account?done=device'));
	}),
	everywhere: action(nothingSchema, async (_input, event, app) => {
		await signOutEverywhere(app, event.locals.actor);
		dropSession(event);
		redirect(303, href('/sign-in?done=everywhere'));
	})
};
