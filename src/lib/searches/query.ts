// A saved search and the search page's address of it. Pure; what a search can ask for is lib/search/query's to say.
import { parseQuery, searchPath, type SearchQuery } from '#lib/search/query.ts';

/** Characters of a stored query; longer ones are refused. */
export const queryMax = 4_000;

/** The search that a stored or posted query string asks for, from its first page. */
export function savedQuery(text: string): SearchQuery {
	return { ...parseQuery(new URLSearchParams(text)), sort: 'relevance', page: 1 };
}

/** The one query string of all addresses that ask the same, whatever their order and page. */
export function canonicalQuery(text: string): string {
	return queryOf(savedQuery(text));
}

/** A search's canonical query string, '' when it finds everything. */
export function queryOf(query: SearchQuery): string {
	const path = searchPath({ ...query, sort: 'relevance', page: 1 });
	return path.includes('?') ? path.slice(path.indexOf('?') + 1) : '';
}

/** Where it is run: the newest first. */
export function runPath(text: string): string {
	return searchPath({ ...savedQuery(text), sort: 'new' });
}

/** What somebody typed to be watched: words, or the address of a search. */
export function typedQuery(typed: string): string {
	const path = /^(?:https?:\/\/[^/?#\s]+)?(?:\/en)?\/search\?(\S+)$/.exec(typed.trim());
	return canonicalQuery(path ? path[1]! : new URLSearchParams({ q: typed }).toString());
}
