// Skills that a visitor picked for a match and takes along to a new profile. They wait in the visitor's own browser, in
// a cookie that it sends to the page of the profile only; nothing of them is kept here. Signing up leads through a mail,
// so neither fields of a form nor the page's address would still hold them.
import type { Cookies } from '@sveltejs/kit';
import { parsePicked, picksText, type PickedSkill } from '#lib/matching/picked.ts';

const name = 'picked';
/** A profile in either language. */
const paths = ['/me/profile', '/en/me/profile'];
/** Time for the mail to be read, s. */
const maxAge = 7 * 24 * 60 * 60;

export function takeAlong(
	{ cookies, url }: { cookies: Cookies; url: URL },
	picked: readonly PickedSkill[]
): void {
	const secure = url.protocol === 'https:';
	for (const path of paths)
		cookies.set(name, picksText(picked), { path, maxAge, sameSite: 'lax', httpOnly: true, secure });
}

export const takenAlong = (cookies: Cookies): PickedSkill[] => parsePicked(cookies.get(name) ?? null);

export function forgetPicked({ cookies, url }: { cookies: Cookies; url: URL }): void {
	const secure = url.protocol === 'https:';
	for (const path of paths) cookies.delete(name, { path, sameSite: 'lax', httpOnly: true, secure });
}
