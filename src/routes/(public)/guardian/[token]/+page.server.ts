import { acceptSchema, agreementMoveSchema } from '#lib/agreements/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { acceptAsGuardian, moveAsGuardian } from '#lib/server/agreements/guardian.ts';
import { agreementAsGuardian } from '#lib/server/agreements/page.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ params, setHeaders }) => {
	const view = await orRefuse(agreementAsGuardian(getApp(), params.token));
	setHeaders({ 'x-robots-tag': 'noindex' });
	return { view };
};

export const actions = {
	accept: action(acceptSchema, async (input, { params }, app) => {
		await acceptAsGuardian(app, params.token!, input);
		return { done: 'accepted' as const };
	}),
	move: action(agreementMoveSchema, async (input, { params }, app) => {
		await moveAsGuardian(app, params.token!, input);
		return { moved: input.state };
	})
};
