import type { Reroute } from '@sveltejs/kit';
import { splitLocale } from '#lib/i18n/locale.ts';

/** /en/search is the page /search, read in English. */
export const reroute: Reroute = ({ url }) => splitLocale(url.pathname).path;
