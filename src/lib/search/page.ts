// What the search page shows, in words: made by the server, read by the browser. It travels with every search, so
// it is kept small: lists instead of objects where there are many.
import type { ListingLine } from '#lib/listings/card.ts';
import type { Facet, SearchQuery } from '#lib/search/query.ts';

export type FacetOption = [value: string, label: string, count: number];
export type FacetGroup = { facet: Facet; options: FacetOption[] };

/** A row; `marks` are the parts of its title that were searched for: from, to, from, to …, ascending. */
export type FoundLine = { line: ListingLine; marks: number[] | undefined };

export type SearchPage = {
	query: SearchQuery;
	total: number;
	rows: FoundLine[];
	groups: FacetGroup[];
	/** Facets without whose choice something would be found; only told when nothing is. */
	narrow: Facet[];
};

/** A title in pieces, the marked ones as hits. */
export function piecesOf(title: string, marks: readonly number[]): Array<{ text: string; hit: boolean }> {
	const cuts = [0, ...marks, title.length];
	return cuts.slice(1).map((to, i) => ({ text: title.slice(cuts[i], to), hit: i % 2 === 1 }));
}
