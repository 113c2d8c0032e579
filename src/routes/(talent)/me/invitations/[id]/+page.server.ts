import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { acceptSchema, declineSchema } from '#lib/invitations/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { accept, decline, myInvitation } from '#lib/server/invitations/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const { createdAt, expiresAt, ...invitation } = await orRefuse(
		myInvitation(getApp(), locals.actor, params.id)
	);
	return { ...invitation, sentOn: dayInNanjing(createdAt), until: dayInNanjing(expiresAt) };
};

export const actions = {
	accept: action(acceptSchema, async ({ slot, ...share }, { locals, params }, app) => {
		await accept(app, locals.actor, params.id!, slot, share);
		redirect(303, href('/me/applications?sent'));
	}),
	decline: action(declineSchema, async ({ why }, { locals, params }, app) => {
		await decline(app, locals.actor, params.id!, why);
		redirect(303, href('/me/invitations?declined'));
	})
};
