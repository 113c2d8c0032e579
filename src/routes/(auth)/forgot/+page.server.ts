import { forgotSchema } from '#lib/accounts/schema.ts';
import { requestReset } from '#lib/server/accounts/service.ts';
import { action } from '#lib/server/web/action.ts';
import { mayReadOutbox, visitorOf } from '#lib/server/web/visitor.ts';

export const load = async (event) => ({ outbox: await mayReadOutbox(event) });

export const actions = {
	default: action(forgotSchema, async (input, event, app) => {
		await requestReset(app, input, visitorOf(event));
		return { sentTo: input.email };
	})
};
