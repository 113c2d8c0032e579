import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { ownView } from '#lib/server/talents/view.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => {
	const view = await orRefuse(ownView(getApp().db, locals.actor));
	if (!view) redirect(303, href('/me/profile'));
	return { view };
};
