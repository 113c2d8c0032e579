import { answerSchema } from '#lib/applications/schema.ts';
import { movesFrom } from '#lib/applications/moves.ts';
import { getApp } from '#lib/server/app.ts';
import { answerApplication, receivedApplication } from '#lib/server/applications/received.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params, url }) => {
	const application = await orRefuse(receivedApplication(getApp(), locals.actor, params.slug, params.id));
	const { kind, state } = application;
	const moves = movesFrom(kind, state, 'organization').filter((to) => to !== 'viewed');
	const to = moves.find((move) => move === url.searchParams.get('to'));
	return { application, moves, to };
};

export const actions = {
	answer: action(answerSchema, async (input, { locals, params }, app) => {
		await answerApplication(app, locals.actor, params.slug!, params.id!, input);
		return { answered: true };
	})
};
