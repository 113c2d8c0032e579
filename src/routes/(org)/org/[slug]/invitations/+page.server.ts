import { dayInNanjing } from '#lib/i18n/text.ts';
import { takeBackSchema } from '#lib/invitations/schema.ts';
import { invitationStates } from '#lib/invitations/types.ts';
import { getApp } from '#lib/server/app.ts';
import { sentInvitations, takeBack } from '#lib/server/invitations/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

const rowsMax = 50;

export const load = async ({ locals, params, url }) => {
	const state = invitationStates.find((known) => known === url.searchParams.get('state'));
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const part = { state, limit: rowsMax, offset: (Math.min(page, 1_000) - 1) * rowsMax };
	const { total, rows, left } = await orRefuse(sentInvitations(getApp(), locals.actor, params.slug, part));
	return {
		...{ state, page, left, sent: url.searchParams.has('sent') },
		pages: Math.ceil(total / rowsMax),
		invitations: rows.map(({ createdAt, expiresAt, ...row }) => ({
			...row,
			sentOn: dayInNanjing(createdAt),
			until: dayInNanjing(expiresAt)
		}))
	};
};

export const actions = {
	takeBack: action(takeBackSchema, async ({ id }, { locals, params }, app) => {
		await takeBack(app, locals.actor, params.slug!, id);
		return { takenBack: true };
	})
};
