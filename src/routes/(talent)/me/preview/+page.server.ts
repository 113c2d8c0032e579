import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { previewOf } from '#lib/server/talents/view.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => {
	const preview = await orRefuse(previewOf(getApp().db, locals.actor));
	if (!preview) redirect(303, href('/me/profile'));
	return preview;
};
