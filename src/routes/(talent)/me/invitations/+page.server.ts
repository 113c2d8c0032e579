import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { myInvitations } from '#lib/server/invitations/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => {
	const rows = await orRefuse(myInvitations(getApp(), locals.actor));
	return {
		declined: url.searchParams.has('declined'),
		invitations: (rows ?? []).map(({ id, state, createdAt, expiresAt, listing, organization }) => ({
			...{ id, state, listing, organization },
			sentOn: dayInNanjing(createdAt),
			until: dayInNanjing(expiresAt)
		}))
	};
};
