import { codeSchema } from '#lib/accounts/schema.ts';
import { mailedToken } from '#lib/server/accounts/data.ts';
import { factorsOf, signInWithCode } from '#lib/server/accounts/factor.ts';
import { getApp } from '#lib/server/app.ts';
import { action } from '#lib/server/web/action.ts';
import { enter } from '#lib/server/web/enter.ts';
import { userAgentOf } from '#lib/server/web/visitor.ts';

export const load = async ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const app = getApp();
	const found = await mailedToken(app.db, url.searchParams.get('token'), app.now());
	if (found?.purpose !== 'factor') return { works: false, passkeys: 0 };
	return { works: true, passkeys: (await factorsOf(app.db, found.accountId)).passkeys };
};

export const actions = {
	default: action(codeSchema, async ({ code }, event, app) => {
		const token = event.url.searchParams.get('token') ?? '';
		await enter(event, await signInWithCode(app, { token, code }, userAgentOf(event)));
	})
};
