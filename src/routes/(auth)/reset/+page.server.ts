import { resetSchema } from '#lib/accounts/schema.ts';
import { mailedToken } from '#lib/server/accounts/data.ts';
import { reset } from '#lib/server/accounts/service.ts';
import { getApp } from '#lib/server/app.ts';
import { action } from '#lib/server/web/action.ts';
import { enter } from '#lib/server/web/enter.ts';
import { userAgentOf } from '#lib/server/web/visitor.ts';

export const load = async ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const app = getApp();
	const found = await mailedToken(app.db, url.searchParams.get('token'), app.now());
	return { found: found?.purpose === 'reset' ? { token: found.token, email: found.email } : undefined };
};

export const actions = {
	default: action(resetSchema, async (input, event, app) => {
		await enter(event, await reset(app, input, userAgentOf(event)));
	})
};
