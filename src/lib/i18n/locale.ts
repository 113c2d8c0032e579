// The reader's language and links that keep it. Chinese has no prefix, English lives under /en.
import { getLocale } from '#lib/i18n/generated/runtime.js';

export type Locale = 'zh-CN' | 'en';

/** The language of the page being made or shown. */
export function locale(): Locale {
	return getLocale() as Locale;
}

/** A link within the site, in the given language (default: the reader's). */
export function href(path: string, to: Locale = locale()): string {
	if (to !== 'en') return path;
	return path === '/' ? '/en' : `/en${path}`;
}

/** Which language a path names, and the path without its prefix. */
export function splitLocale(pathname: string): { locale: Locale; path: string } {
	if (pathname === '/en') return { locale: 'en', path: '/' };
	if (pathname.startsWith('/en/')) return { locale: 'en', path: pathname.slice(3) };
	return { locale: 'zh-CN', path: pathname };
}
