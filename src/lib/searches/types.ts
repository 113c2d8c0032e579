// Words and types of saved searches that pages and server share.
import type { ListingLine } from '#lib/listings/card.ts';
import type { TalentLine } from '#lib/talents/found.ts';

/** What a search looks for: listings, or talents, which only organizations search. */
export const searchKinds = ['listing', 'talent'] as const;
export type SearchKind = (typeof searchKinds)[number];

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
	kind: SearchKind;
	name: string;
	/** The words and filters, each in words. */
	chips: string[];
	frequency: Frequency;
	/** Results found since the person last looked that can still be seen. */
	fresh: number;
	/** Saved by the reader, who alone can change it. */
	mine: boolean;
};

/** Something a saved search found, as the page of that search shows it. */
export type FoundLine = { day: string; fresh: boolean } & (
	{ line: ListingLine; talent?: undefined } | { line?: undefined; talent: TalentLine }
);
