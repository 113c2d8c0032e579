import { passkeySchema } from '#lib/accounts/schema.ts';
import { signInWithPasskey } from '#lib/server/accounts/passkey.ts';
import { action } from '#lib/server/web/action.ts';
import { enter } from '#lib/server/web/enter.ts';
import { visitorOf } from '#lib/server/web/visitor.ts';

export const actions = {
	default: action(passkeySchema, async ({ response }, event, app) => {
		await enter(event, await signInWithPasskey(app, response, visitorOf(event)));
	})
};
