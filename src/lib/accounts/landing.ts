// Where a person goes after signing in. Only ever a page of this site.
import type { Purpose } from '#lib/accounts/types.ts';

const anyOrigin = 'http://site.invalid';
/** The address of a search with many filters is long, and must not get lost. */
const nextMax = 5_000;

/**
 * The path of this site that `next` names, or undefined for anything that a browser could read as another site
 * (`//evil.example`, `/\evil.example`, `javascript:…`) and for pages that make no sense after signing in.
 */
export function safeNext(next: string | null | undefined): string | undefined {
	if (!next || next.length > nextMax || !/^\/(?![/\\])/.test(next) || hasControl(next)) return undefined;
	if (!URL.canParse(next, anyOrigin)) return undefined;
	const url = new URL(next, anyOrigin);
	// Parsing may turn /./ /evil.example into //evil.example: what goes out is checked, not only what came in.
	if (url.origin !== anyOrigin || url.pathname.startsWith('//')) return undefined;
	if (/^(\/en)?\/(sign-(in|up|out)|forgot|reset|verify)(\/|$)/.test(url.pathname)) return undefined;
	return url.pathname + url.search + url.hash;
}

/** Whether there is a control character or a backslash, which browsers drop or turn around. */
function hasControl(text: string): boolean {
	return [...text].some((character) => character < ' ' || character === '\u007f' || character === '\\');
}

/** The page where the person's job starts. */
export function landing({ purpose, isOperator }: { purpose: Purpose; isOperator: boolean }) {
	if (isOperator) return '/ops';
	return purpose === 'work' ? '/me' : '/org';
}

/** The part of an address that names the page to go on to, for another way of signing in; empty without one. */
export function nextOf(url: URL): string {
	const next = safeNext(url.searchParams.get('next'));
	return next ? `?next=${encodeURIComponent(next)}` : '';
}
