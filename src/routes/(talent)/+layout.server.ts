import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';

export const load = ({ locals, url }) => {
	if (!locals.actor) redirect(303, href(`/sign-in?next=${encodeURIComponent(url.pathname)}`));
};
