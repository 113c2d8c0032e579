// Pages for people who are signed in: anybody else is taken to the sign-in page, and back here afterwards.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';

export function requireSignedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): void {
	if (!locals.actor) redirect(303, href(`/sign-in?next=${encodeURIComponent(url.pathname)}`));
}
