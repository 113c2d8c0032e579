import type { Reroute, Transport } from '@sveltejs/kit';
import { splitLocale } from '#lib/i18n/locale.ts';
import { unwrap, wrap } from '#lib/parcel.ts';

/** /en/search is the page /search, read in English. */
export const reroute: Reroute = ({ url }) => splitLocale(url.pathname).path;

export const transport: Transport = { parcel: { encode: wrap, decode: unwrap } };
