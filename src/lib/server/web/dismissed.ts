// Which announcements a reader has put away: in a cookie of their own browser, so that it needs no account.
import type { Cookies } from '@sveltejs/kit';

const name = 'dismissed';
/** Announcements are shown for 90 days at most, s. */
const maxAge = 90 * 24 * 60 * 60;
const most = 10;

export const dismissedIn = (cookies: Cookies): string[] =>
	(cookies.get(name) ?? '').split('.').filter(Boolean);

export function dismiss({ cookies, url }: { cookies: Cookies; url: URL }, id: string): void {
	const ids = [...dismissedIn(cookies).filter((known) => known !== id), id].slice(-most);
	const secure = url.protocol === 'https:';
	cookies.set(name, ids.join('.'), { path: '/', maxAge, sameSite: 'lax', httpOnly: true, secure });
}
