import { error } from '@sveltejs/kit';
import { m } from '#lib/i18n/generated/messages.js';
import { getApp } from '#lib/server/app.ts';
import { talentView } from '#lib/server/talents/view.ts';

export const load = async ({ locals, params }) => {
	const view = await talentView(getApp().db, locals.actor, params.id);
	if (!view) error(404, m.common_refusal_notFound());
	return { view };
};
