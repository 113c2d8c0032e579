// What the search box offers while somebody types: made by the server, shown by SearchBox.svelte.
import type { ListingKind } from '#lib/listings/types.ts';

/** What is typed of a search is cut at so many characters before anything is looked up for it. */
export const longestTyped = 80;

export type Suggestion = {
	text: string;
	/** Beside it: its name in the other language, or who publishes it. */
	also?: string | undefined;
	/** Where the text is not in the reader's language. */
	lang?: string | undefined;
	/** The words to search for; for an organization those beside it. */
	q?: string | undefined;
	/** The organization to filter by. */
	organization?: string | undefined;
	/** A value to filter by, and of which facet. */
	filter?: { facet: string; value: string } | undefined;
	/** A listing's own page, and what it is. */
	href?: string | undefined;
	kind?: ListingKind | undefined;
};

export const suggestionGroups = ['skills', 'filters', 'organizations', 'titles'] as const;
export type SuggestionGroup = (typeof suggestionGroups)[number];
export type Suggestions = Partial<Record<SuggestionGroup, Suggestion[]>>;
