// Which sites and visits stay on this machine.
import type { Environment } from '#lib/server/environment.ts';

export function isLoopback(name: string): boolean {
	return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?|::ffff:127(\.\d{1,3}){3})$/i.test(name);
}

/** Whether the site is somebody's try on one machine: it sends no mail, listens on loopback and has no other address. */
export function staysHere({ smtpUrl, host, origin }: Environment): boolean {
	const names = [host, ...(origin ? [new URL(origin).hostname] : [])];
	return !smtpUrl && names.every(isLoopback);
}
