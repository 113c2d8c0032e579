import { redirect } from '@sveltejs/kit';
import { bulkIdSchema, bulkSchema, bulkStates } from '#lib/answers/schema.ts';
import {
	boardColumns,
	fromList,
	listMoves,
	readInboxFilter,
	tableRows,
	worded
} from '#lib/applications/inbox.ts';
import { quickMoveSchema } from '#lib/applications/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { isRefusal } from '#lib/refusal.ts';
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
	const lines = rows.map((row) => ({ ...row, moves: listMoves(row.track, row.state) }));
	return {
		...(await answering(getApp(), locals.actor, params.slug)),
		states: bulkStates(filter.kind),
		inbox: {
			...{ ...rest, filter, total, pages: Math.ceil(total / tableRows) },
			columns: boardColumns(filter.kind, counts, lines),
			rows: lines
		}
	};
};

export const actions = {
	move: action(quickMoveSchema, async ({ id, version, state }, { locals, params, url }, app) => {
		// What needs words is written on the application's own page.
		const list = fromList(readInboxFilter(url.searchParams)).replace('?', '&');
		const page = href(`/org/${params.slug}/applications/${id}?to=${state}${list}#answer`);
		if (worded.includes(state)) redirect(303, page);
		const answer = { version, state, reason: '', meetsAt: null, place: null };
		await answerApplication(app, locals.actor, params.slug!, id, answer).catch((error: unknown) => {
			if (isRefusal(error) && error.fields.reason) redirect(303, page);
			throw error;
		});
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
