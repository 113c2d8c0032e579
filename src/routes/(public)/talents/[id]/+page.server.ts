import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/generated/messages.js';
import { getApp } from '#lib/server/app.ts';
import { inviteChoices } from '#lib/server/invitations/choices.ts';
import { talentView } from '#lib/server/talents/view.ts';

export const load = async ({ locals, params }) => {
	const app = getApp();
	const view = await talentView(app.db, locals.actor, params.id);
	if (!view) error(404, m.common_refusal_notFound());
	return { view, offers: await inviteChoices(app, locals.actor, params.id) };
};
