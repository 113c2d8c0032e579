// Where links in mails lead. Never where a stranger's Host header says: a reset link to another host gives its
// token away.
import type { App } from '#lib/server/app.ts';

/**
 * The site's own origin for links in mails. Only without a mail server may none be configured: then mails stay on
 * this machine and the request's serves.
 */
export function siteOrigin({ environment: { origin, smtpUrl } }: App, url: URL): string {
	if (!origin && smtpUrl)
		throw new Error('A mail server without ORIGIN passed the check of the environment.');
	return origin ?? url.origin;
}

/** The same for jobs, which have no request: without a configured origin, the address the site listens on. */
export function ownOrigin({ environment: { origin, host, port } }: App): string {
	const local = ['0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
	return origin ?? `http://${local}:${port}`;
}
