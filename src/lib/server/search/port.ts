// The search port: what the product asks of a search engine, in our words. An engine retrieves ids and counts
// facets; it decides neither order by relevance (rank.ts) nor rights (rows are read again from PostgreSQL).
import { fields, type ByField } from '#lib/search/bm25.ts';
import type { Facet } from '#lib/search/query.ts';
import type { Corpus } from '#lib/server/search/corpus.ts';
import type { Expression } from '#lib/text/tokens.ts';

/** A term by which documents are ranked, with what one occurrence is worth. */
export type RankingTerm = { term: string; weight: number; df: number };

export type EngineQuery<F extends string = Facet> = {
	/** What is searched. */
	corpus: Corpus<F>;
	/** Ids of documents that this search must neither find nor count, whatever they hold. */
	none: readonly string[];
	/** The same ids for an engine that hears of changes after PostgreSQL's: those it may not have heard of. */
	unheard?: readonly string[] | undefined;
	/** Organizations that it is for: documents that block one of them are not found, and those known are in `none`. */
	searchers?: readonly string[] | undefined;
	/** What the documents' terms must satisfy; a term `facet:value`, `under:skill` or `gives:skill` asks for a tag. */
	where: Expression | undefined;
	/** Instead of `where`: documents with some of these terms, the rarest first; filters hold all the same. */
	some: RankingTerm[] | undefined;
	/** OR inside a facet, AND between them; a skill stands for everything under it too. */
	filters: Record<F, string[]>;
	/** Whole CNY a month: the listing's pay must reach the first and begin no higher than the second. */
	payFrom: number | undefined;
	payTo: number | undefined;
	/** Months in one of which something begins, YYYY-MM. */
	starts: string[] | undefined;
	/** Last day on which a listing may close; YYYY-MM-DD. */
	closesBy: string | undefined;
	publishedSince: Date | undefined;
	sort: 'relevance' | 'new' | 'deadline';
	/** What candidates for a relevance search are chosen by when there are too many to rank. */
	ranking: RankingTerm[];
	/** Calendar day in Nanjing; listings valid until an earlier day are not found. */
	today: string;
	offset: number;
	limit: number;
};

/** Counts of a facet by value: what the search would find without that facet's own filter. Skills are hundreds. */
export type FacetCounts<F extends string = Facet> = Record<F, ValueCounts>;
/** Read as a map is. */
export type ValueCounts = Iterable<[value: string, count: number]> & {
	get(value: string): number | undefined;
	has(value: string): boolean;
	forEach(hear: (count: number, value: string) => void): void;
};

export type EngineAnswer<F extends string = Facet> = {
	/** The page's ids in order when `ranked`, else the candidates; none when there are more than it can choose from. */
	ids: string[];
	ranked: boolean;
	/** How many documents satisfy the query. */
	total: number;
	/** All values that occur, and the chosen ones. */
	facets: FacetCounts<F>;
};

/** Counts changes of SearchDocument and of what is made from it: raise it, and every index is built anew. */
export const documentForm = 4;

/** A listing or a talent as the engines hold it: only what somebody may search. */
export type SearchDocument<F extends string = string> = {
	id: string;
	version: number;
	/** Terms by field, as often as they occur. */
	terms: ByField<string[]>;
	/** Words by field. */
	lengths: ByField<number>;
	/** Facet values; `skill` holds the skills named. */
	facets: Record<F, string[]>;
	/** The skills named and everything above them. */
	under: string[];
	/** The skills that a course or base gives and everything above them. */
	gives?: string[];
	/** How well a talent masters each skill named and those above: more points are more. Only to order by. */
	skilled?: Array<{ skill: string; points: number }>;
	/** Organizations that must not find it, nor count it. */
	blocks?: string[];
	/** Months in which it begins, YYYY-MM. */
	starts: string[];
	/** Whole CNY a month. */
	payFrom: number | null;
	payTo: number | null;
	publishedAt: Date;
	/** Last valid day. */
	validUntil: string;
};

/** Answers searches. */
export interface SearchEngine {
	readonly name: 'meilisearch' | 'postgres' | 'fallback';
	search<F extends string>(query: EngineQuery<F>): Promise<EngineAnswer<F>>;
}

/** What a document is compared by: the version of the row that it was made from. */
export type Stamp = { id: string; version: number };

/** The engine cannot be reached or is not itself: nothing is wrong with what it was given. */
export class EngineDown extends Error {
	override readonly name = 'EngineDown';
}

/**
 * Holds the documents that an engine searches. Fed by sync.ts and rebuild.ts alone, one process at a time. Throws
 * EngineDown in an outage; anything else that is thrown is about the documents.
 */
export interface SearchIndex {
	readonly name: 'meilisearch' | 'postgres';
	/** What it holds; listings unless it says otherwise. */
	readonly corpus?: Corpus;
	/** Stores documents, replacing older ones with the same id; returns when they can be found. */
	put(documents: SearchDocument[]): Promise<void>;
	/** Forgets documents; unknown ids are no error. */
	remove(ids: string[]): Promise<void>;
	/** Whether it holds everything it was given, in this code's form: false when it is new or was wiped. */
	isWhole(): Promise<boolean>;
	/** What it holds, `size` at a time, in no order; nothing may be written meanwhile. */
	stamps(size: number): AsyncIterable<Stamp[]>;
	/** Begins a new index beside this one, which goes on answering. */
	rebuild(): Promise<NewIndex>;
}

/** An index that is being built and that no search sees yet. */
export interface NewIndex {
	put(documents: SearchDocument[]): Promise<void>;
	/** How many documents it holds. */
	count(): Promise<number>;
	/** Takes the old one's place in one step and removes the old one. */
	swap(): Promise<void>;
	/** Gives it up. */
	drop(): Promise<void>;
}

/** So many documents are ranked exactly; see candidates.ts for where more match. */
export const mostCandidates = 300;

/** Sorts by relevance only when there are words to be relevant to; else the newest come first. */
export function sortsByRank(query: Pick<EngineQuery, 'sort' | 'ranking'>): boolean {
	return query.sort === 'relevance' && query.ranking.length > 0;
}

/** Every term of a document, each once. */
export function termsOf({ terms }: SearchDocument): Set<string> {
	const all = new Set<string>();
	for (const field of fields) for (const term of terms[field]) all.add(term);
	return all;
}

/** The same with its tags, as `facet:value` and `under:skill`. */
export function termsAndTags(document: SearchDocument): string[] {
	const all = termsOf(document);
	for (const tag of tagsOf(document)) all.add(tag);
	return [...all];
}

/**
 * A document's tags: `facet:value`, `under:skill`, `gives:skill`, `skilled:skill/points`, `blocks:organization` and
 * `starts:month`.
 */
export function tagsOf(document: SearchDocument): string[] {
	const { facets, under, gives = [], skilled = [], blocks = [], starts } = document;
	return [
		...Object.entries(facets).flatMap(([facet, values]) => values.map((value) => `${facet}:${value}`)),
		...under.map((skill) => `under:${skill}`),
		...gives.map((skill) => `gives:${skill}`),
		...skilled.map(({ skill, points }) => skilledTag(skill, points)),
		...blocks.map(blocksTag),
		...starts.map((month) => `starts:${month}`)
	];
}

/** Days as numbers, which can be compared. */
export const dayNumber = (day: string) => Number(day.replaceAll('-', ''));

/** More than the points of any mastery. */
export const mostPoints = 15;
export const blocksTag = (organization: string) => `blocks:${organization}`;
export const skilledTag = (skill: string, points: number) => `skilled:${skill}/${points}`;
