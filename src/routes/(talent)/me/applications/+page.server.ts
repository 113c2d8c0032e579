import { redirect } from '@sveltejs/kit';
import { ownMoveSchema, undoSchema } from '#lib/applications/schema.ts';
import { begunOn } from '#lib/applications/slot.ts';
import { movesFrom } from '#lib/applications/moves.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { undoApply } from '#lib/server/applications/hold.ts';
import { moveOwn, myApplications } from '#lib/server/applications/service.ts';
import { joinTeam, leaveTeam, sendWithout, teamRequests } from '#lib/server/teams/service.ts';
import { ownView } from '#lib/server/talents/view.ts';
import { joinSchema, teamIdSchema } from '#lib/teams/schema.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => {
	const rows = await orRefuse(myApplications(getApp(), locals.actor));
	const { contact } = (await orRefuse(ownView(getApp().db, locals.actor))) ?? {};
	return {
		teams: await orRefuse(teamRequests(getApp(), locals.actor)),
		contact,
		sent: url.searchParams.get('sent') ?? undefined,
		held: held(rows ?? [], getApp().now()),
		applications: (rows ?? []).map(({ createdAt, events, ...row }) => ({
			...row,
			createdAt,
			sentOn: dayInNanjing(createdAt),
			begun: begunOn(row, dayInNanjing(getApp().now())),
			moves: movesFrom(row.track, row.state, 'talent'),
			// Which member of the organization did it is the organization's own matter.
			events: events.map(({ by: _by, ...event }) => event)
		}))
	};
};

/** The last one that can still be taken back, and until when. */
function held(rows: { id: string; heldUntil: Date | null; awaitsTeam: boolean }[], now: Date) {
	const one = rows.find(({ heldUntil, awaitsTeam }) => !awaitsTeam && heldUntil && heldUntil > now);
	return one && { id: one.id, until: one.heldUntil! };
}

export const actions = {
	undo: action(undoSchema, async ({ id }, { locals }, app) => {
		const listing = await undoApply(app, locals.actor, id);
		redirect(303, href(`/apply/${listing}`));
	}),
	join: action(joinSchema, async (input, { locals }, app) => {
		await joinTeam(app, locals.actor, input);
		return { team: 'joined' as const };
	}),
	leave: action(teamIdSchema, async ({ id }, { locals }, app) => {
		await leaveTeam(app, locals.actor, id);
		return { team: 'left' as const };
	}),
	send: action(teamIdSchema, async ({ id }, { locals }, app) => {
		await sendWithout(app, locals.actor, id);
		return { team: 'sent' as const };
	}),
	move: action(ownMoveSchema, async (input, { locals }, app) => {
		await moveOwn(app, locals.actor, input);
		return { moved: input.state };
	})
};
