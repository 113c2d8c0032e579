// What account services need to know of a request, and the way in for pages that need somebody signed in.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/accounts/types.ts';
import { href } from '#lib/i18n/locale.ts';
import { networkOf } from '#lib/server/accounts/limit.ts';
import type { Visitor } from '#lib/server/accounts/service.ts';
import { getApp } from '#lib/server/app.ts';
import { outboxOpen } from '#lib/server/mail/data.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';

export function visitorOf(event: RequestEvent): Visitor {
	return {
		locale: event.locals.locale,
		origin: siteOrigin(getApp(), event.url),
		network: networkOf(event.getClientAddress()),
		userAgent: userAgentOf(event)
	};
}

export function userAgentOf({ request }: RequestEvent): string {
	return request.headers.get('user-agent') ?? '';
}

/** The signed-in person; anybody else is sent to sign in and comes back to this page. */
export function signedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Actor {
	if (locals.actor) return locals.actor;
	redirect(303, href(`/sign-in?next=${encodeURIComponent(url.pathname)}`));
}

/** Whether this visitor may read the mails that the site cannot send. */
export function mayReadOutbox(event: Pick<RequestEvent, 'url' | 'getClientAddress'>): Promise<boolean> {
	return outboxOpen(getApp(), { hostname: event.url.hostname, address: event.getClientAddress() });
}
