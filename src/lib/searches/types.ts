// Words and types of saved searches that pages and server share.
import type { ListingLine } from '#lib/listings/card.ts';

/** How often new results go out by mail; in the app they are always told. */
export const frequencies = ['atOnce', 'daily', 'weekly', 'off'] as const;
export type Frequency = (typeof frequencies)[number];

/** Saved searches of one account, its organizations' included. */
export const searchesMax = 20;
/** Characters of a name. */
export const nameMax = 80;
/** Items of one mail; the others are one link away. */
export const mailedMax = 20;

/** A saved search as a row of the list. */
export type SavedSearchLine = {
	id: string;
	name: string;
	/** The words and filters, each in words. */
	chips: string[];
	frequency: Frequency;
	/** Results found since the person last looked, still open. */
	fresh: number;
	/** Saved by the reader, who alone can change it. */
	mine: boolean;
};

/** Something a saved search found, as the page of that search shows it. */
export type FoundLine = { line: ListingLine; day: string; fresh: boolean };
