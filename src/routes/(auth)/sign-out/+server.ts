import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { signOut } from '#lib/server/accounts/service.ts';
import { dropSession } from '#lib/server/accounts/session.ts';
import { stopActing } from '#lib/server/acting/service.ts';
import { getApp } from '#lib/server/app.ts';

export const POST = async (event) => {
	if (event.locals.actor?.acting) await stopActing(getApp(), event.locals.actor);
	await signOut(getApp(), event.locals.actor);
	dropSession(event);
	redirect(303, href('/sign-in?done=out'));
};
