// Where links in mails lead. Never where a stranger's Host header says: a reset link to another host gives its
// token away.
import type { App } from '#lib/server/app.ts';

/**
 * The site's own origin for links in mails. Without a configured one, the request's is used only as long as mails
 * stay on this machine (no mail server).
 */
export function siteOrigin(app: App, url: URL): string {
	const { origin, smtpUrl, host, port } = app.environment;
	if (origin) return origin;
	return smtpUrl ? `http://${host.includes(':') ? `[${host}]` : host}:${port}` : url.origin;
}
