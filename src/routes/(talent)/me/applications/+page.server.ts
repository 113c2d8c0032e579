import { ownMoveSchema } from '#lib/applications/schema.ts';
import { movesFrom } from '#lib/applications/moves.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { moveOwn, myApplications } from '#lib/server/applications/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => {
	const rows = await orRefuse(myApplications(getApp(), locals.actor));
	return {
		sent: url.searchParams.has('sent'),
		applications: (rows ?? []).map(({ createdAt, events, ...row }) => ({
			...row,
			createdAt,
			sentOn: dayInNanjing(createdAt),
			moves: movesFrom(row.listing.kind, row.state, 'talent'),
			// Which member of the organization did it is the organization's own matter.
			events: events.map(({ by: _by, ...event }) => event)
		}))
	};
};

export const actions = {
	move: action(ownMoveSchema, async (input, { locals }, app) => {
		await moveOwn(app, locals.actor, input);
		return { moved: input.state };
	})
};
