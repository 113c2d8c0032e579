import { redirect } from '@sveltejs/kit';
import { landing } from '#lib/accounts/landing.ts';
import { verifySchema } from '#lib/accounts/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { confirmEmailChange } from '#lib/server/accounts/change.ts';
import { mailedToken } from '#lib/server/accounts/data.ts';
import { verifyEmail } from '#lib/server/accounts/service.ts';
import { keepSession } from '#lib/server/accounts/session.ts';
import { getApp } from '#lib/server/app.ts';
import { action } from '#lib/server/web/action.ts';
import { userAgentOf } from '#lib/server/web/visitor.ts';

export const load = async ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const app = getApp();
	const found = await mailedToken(app.db, url.searchParams.get('token'), app.now());
	return {
		found: found && found.purpose !== 'reset' ? { ...found, isChange: found.purpose === 'email' } : undefined
	};
};

export const actions = {
	signUp: action(verifySchema, async ({ token }, event, app) => {
		const { sessionId, purpose } = await verifyEmail(app, token, userAgentOf(event));
		keepSession(event, sessionId);
		redirect(303, href(landing({ purpose, isOperator: false })));
	}),
	change: action(verifySchema, async ({ token }, _event, app) => {
		await confirmEmailChange(app, token);
		redirect(303, href('/account?done=address'));
	})
};
