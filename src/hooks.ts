import type { Reroute, Transport } from '@sveltejs/kit';
import { splitLocale } from '#lib/i18n/locale.ts';
import { receiveMarkup, sendMarkup } from '#lib/markup.ts';
import { unwrap, wrap } from '#lib/parcel.ts';

/** /en/search is the page /search, read in English. */
export const reroute: Reroute = ({ url }) => splitLocale(url.pathname).path;

export const transport: Transport = {
	parcel: { encode: wrap, decode: unwrap },
	markup: { encode: sendMarkup, decode: receiveMarkup }
};
