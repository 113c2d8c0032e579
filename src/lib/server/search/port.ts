// The search port: what the product asks of a search engine, in our words. An engine retrieves ids and counts
// facets; it decides neither order by relevance (rank.ts) nor rights (rows are read again from PostgreSQL).
import type { Facet } from '#lib/search/query.ts';
import type { QueryToken } from '#lib/text/tokens.ts';

/** A word of the query: its tokens must all occur, or the listing must hold the skill it names. */
export type Word = { text: string; tokens: QueryToken[]; skill: string | undefined };

export type EngineQuery = {
	/** All required. Empty finds everything that passes the filters. */
	words: Word[];
	/** OR inside a facet, AND between them; a skill stands for everything under it too. */
	filters: Record<Facet, string[]>;
	/** Whole CNY a month that the listing's pay must reach. */
	payFrom: number | undefined;
	sort: 'relevance' | 'new' | 'deadline';
	/** Calendar day in Nanjing; listings valid until an earlier day are not found. */
	today: string;
	offset: number;
	limit: number;
};

/** Counts of a facet by value: what the search would find without that facet's own filter. */
export type FacetCounts = Record<Facet, Record<string, number>>;

export type EngineAnswer = {
	/** The page's ids in order when `ranked`, else every candidate (at most `mostCandidates`). */
	ids: string[];
	ranked: boolean;
	/** How many listings satisfy the query. */
	total: number;
	/** The most frequent values of each facet, and the chosen ones. */
	facets: FacetCounts;
};

/** A listing as the engines hold it: only what anyone may search. */
export type SearchDocument = {
	id: string;
	version: number;
	/** Tokens by weight: A title, B skills and organization, C text. */
	tokens: { A: string[]; B: string[]; C: string[] };
	/** Facet values; `skill` holds the skills named. */
	facets: Record<Facet, string[]>;
	/** The skills named and everything above them. */
	under: string[];
	/** Whole CNY a month. */
	payFrom: number | null;
	payTo: number | null;
	publishedAt: Date;
	/** Last valid day. */
	validUntil: string;
};

export interface SearchEngine {
	readonly name: 'meilisearch' | 'postgres' | 'fallback';
	search(query: EngineQuery): Promise<EngineAnswer>;
	/** Stores documents, replacing older ones with the same id; returns when they can be found. */
	put(documents: SearchDocument[]): Promise<void>;
	/** Forgets documents; unknown ids are no error. */
	remove(ids: string[]): Promise<void>;
	/** Whether the index holds everything it was given: false when it is new or was wiped. */
	isWhole(): Promise<boolean>;
	/** Called once everything has been put into a new index. */
	setWhole(): Promise<void>;
}

/** A relevance search looks at this many listings: the newest of those that match. */
export const mostCandidates = 1_000;
/** Values returned of each facet, besides the chosen ones. */
export const mostFacetValues = 12;

/** Sorts by relevance only when there are words to be relevant to; else the newest come first. */
export function sortsByRank(query: EngineQuery): boolean {
	return query.sort === 'relevance' && query.words.length > 0;
}

/** Facet counts cut alike for every engine: most frequent first, ties by value, chosen values always there. */
export function cutCounts(counts: Partial<FacetCounts>, filters: EngineQuery['filters']): FacetCounts {
	const cut = Object.entries(filters).map(([facet, chosen]) => {
		const known = counts[facet as Facet] ?? {};
		const best = Object.entries(known)
			.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
			.filter(([value], place) => place < mostFacetValues || chosen.includes(value));
		for (const value of chosen) if (!(value in known)) best.push([value, 0]);
		return [facet, Object.fromEntries(best)];
	});
	return Object.fromEntries(cut) as FacetCounts;
}
