// The page of a list that an address asks for.
import { redirect } from '@sveltejs/kit';

export const rowsPerPage = 20;
/** The last page that is offered: further down nobody looks, and every page costs as much as all before it. */
const pagesMax = 100;

/** The page that `page` names, from 1. */
export function pageOf(url: URL): number {
	return Math.min(pagesMax, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1));
}

/** How many pages are offered of so many rows. */
export const pagesOf = (total: number) => Math.min(pagesMax, Math.ceil(total / rowsPerPage));

/** Sends on to the last page whoever asks for one after it: a list that has rows must not look empty. */
export function stayWithin(pages: number, url: URL): void {
	if (pages === 0 || pageOf(url) <= pages) return;
	const asked = [...url.searchParams].filter(([name]) => name !== 'page' && !name.startsWith('/'));
	redirect(303, `${url.pathname}?${new URLSearchParams([...asked, ['page', String(pages)]])}`);
}
