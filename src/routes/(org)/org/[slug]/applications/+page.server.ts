import { redirect } from '@sveltejs/kit';
import { bulkIdSchema, bulkSchema, bulkStates } from '#lib/answers/schema.ts';
import { columnsOf, listMoves, readInboxFilter, tableRows, worded } from '#lib/applications/inbox.ts';
import { quickMoveSchema } from '#lib/applications/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { answerMany, undoMany } from '#lib/server/answers/bulk.ts';
import { answering } from '#lib/server/answers/page.ts';
import { answerApplication, receivedApplications } from '#lib/server/applications/received.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params, url }) => {
	const asked = readInboxFilter(url.searchParams);
	const inbox = await orRefuse(receivedApplications(getApp(), locals.actor, params.slug, asked));
	if (!inbox) return { inbox: undefined, states: [], templates: [], many: [] };
	const { rows, filter, counts, total, ...rest } = inbox;
	return {
		...(await answering(getApp(), locals.actor, params.slug)),
		states: bulkStates(filter.kind),
		inbox: {
			...{ ...rest, filter, total, pages: Math.ceil(total / tableRows) },
			columns: columnsOf(filter.kind).map((state) => ({ state, total: counts.get(state) ?? 0 })),
			rows: rows.map((row) => ({ ...row, moves: listMoves(row.kind, row.state) }))
		}
	};
};

export const actions = {
	move: action(quickMoveSchema, async ({ id, version, state }, { locals, params }, app) => {
		// What needs words is written on the application's own page.
		if (worded.includes(state))
			redirect(303, href(`/org/${params.slug}/applications/${id}?to=${state}#answer`));
		const answer = { version, state, reason: '', meetsAt: null, place: null };
		await answerApplication(app, locals.actor, params.slug!, id, answer);
		return { moved: state };
	}),
	bulk: action(bulkSchema, async (input, { locals, params, url }, app) => {
		await answerMany(app, locals.actor, params.slug!, input, readInboxFilter(url.searchParams));
		return { held: true };
	}),
	undo: action(bulkIdSchema, async ({ bulk }, { locals, params }, app) => {
		await undoMany(app, locals.actor, params.slug!, bulk);
		return { undone: true };
	})
};
