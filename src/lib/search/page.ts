// What the search page shows, in words: made by the server, read by the browser. It travels with every search, so
// it is kept small: lists instead of objects where there are many.
import type { ListingCard, ListingLine } from '#lib/listings/card.ts';
import {
	facets,
	withoutFacet,
	withoutRange,
	withWords,
	type ClosedFacet,
	type Facet,
	type OpenFacet,
	type Range,
	type SearchQuery
} from '#lib/search/query.ts';

export type FacetOption = [value: string, label: string, count: number];

/** Facets with their counts; own filters left out of own counts. */
export type FacetData = Record<OpenFacet, FacetOption[]> & {
	/** Of closed lists only the counts, in the order of their values: both sides have those. */
	counts: Partial<Record<ClosedFacet, number[]>>;
	/** The name of the skill that is to be given. */
	gives?: string | undefined;
};

/** How many listings a search finds, without the listings. */
export type SearchCounts = { total: number; facets: FacetData };

/** A part of a listing's text that was searched for, marked as titles are; `lang` where it is not the reader's. */
export type Excerpt = { text: string; lang: string | undefined; marks: number[] };

/**
 * A row; `marks` are the parts of its title that were searched for: from, to, from, to …, ascending. The excerpt shows
 * where the text says what the title does not.
 */
export type FoundLine = {
	card: ListingCard;
	line: ListingLine;
	marks: number[] | undefined;
	excerpt: Excerpt | undefined;
};

/** A part of the words that is not simply a word: understood, corrected, a phrase, or excluded. */
export type UnderstoodPart = {
	/** As typed; `withPlain(query, text)` is the search that does not understand it. */
	text: string;
	as: Facet | 'word' | 'phrase';
	/** What it was understood as, in words. */
	label: string;
	/** Listings that hold it are left out. */
	without: boolean;
	/** Words that it was taken for, since no listing holds it. */
	meant: string[];
	/** For a phrase and what is excluded: all the words without its quotes, or without it. */
	q: string | undefined;
};

/** What would be found without one thing that was asked for. Only told when nothing is found. */
export type Removal<Of extends string = Facet | Range> = {
	/** A filter, or a part of the words. */
	of: Of | 'words';
	/** The part, and the words without it. */
	part: string | undefined;
	q: string | undefined;
	total: number;
};

/** The search without what a removal takes away. */
export function searchWithout(query: SearchQuery, { of, q }: Pick<Removal, 'of' | 'q'>): SearchQuery {
	if (of === 'words') return { ...withWords(query, q ?? ''), plain: query.plain };
	const facet = facets.find((known) => known === of);
	return facet ? withoutFacet(query, facet) : withoutRange(query, of as Range);
}

export type SearchPage = {
	total: number;
	rows: FoundLine[];
	/**
	 * The second part: listings that hold some of the words, or a related skill, only where few hold all; or what the
	 * first removal would find, where there is neither.
	 */
	more: FoundLine[];
	/** Whether it is the latter. */
	removed: boolean;
	parts: UnderstoodPart[];
	facets: FacetData;
	removals: Removal[];
};

/** A text in pieces, the marked ones as hits. */
export function piecesOf(text: string, marks: readonly number[]): Array<{ text: string; hit: boolean }> {
	const cuts = [0, ...marks, text.length];
	return cuts.slice(1).map((to, i) => ({ text: text.slice(cuts[i], to), hit: i % 2 === 1 }));
}
