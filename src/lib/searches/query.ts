// A saved search and the address of the page that runs it. Pure; what a search can ask for is for lib/search/query and
// lib/talents/search to say.
import { parseQuery, searchPath, type SearchQuery } from '#lib/search/query.ts';
import type { SearchKind } from '#lib/searches/types.ts';
import { parseTalentQuery, talentSearch, type TalentQuery } from '#lib/talents/search.ts';

/** Characters of a stored query; longer ones are refused. */
export const queryMax = 4_000;

/** The search that a stored or posted query string asks for, from its first page. */
export function savedQuery(text: string): SearchQuery {
	return { ...parseQuery(new URLSearchParams(text)), sort: 'relevance', page: 1 };
}

/** The same of a search for talents. */
export function savedTalentQuery(text: string): TalentQuery {
	return { ...parseTalentQuery(new URLSearchParams(text)), sort: 'relevance', page: 1 };
}

/** The one query string of all addresses that ask the same, whatever their order and page. */
export function canonicalQuery(text: string, kind: SearchKind = 'listing'): string {
	return kind === 'talent' ? talentQueryOf(savedTalentQuery(text)) : queryOf(savedQuery(text));
}

/** A search's canonical query string, '' when it finds everything. */
export function queryOf(query: SearchQuery): string {
	return afterMark(searchPath({ ...query, sort: 'relevance', page: 1 }));
}

export function talentQueryOf(query: TalentQuery): string {
	return afterMark(talentSearch({ ...query, sort: 'relevance', page: 1 }));
}

const afterMark = (address: string) => (address.includes('?') ? address.slice(address.indexOf('?') + 1) : '');

/** Where it is run: the newest first. Talents are searched on the pages of the organization it was saved for. */
export function runPath(text: string, kind: SearchKind = 'listing', slug: string | null = null): string {
	if (kind === 'talent')
		return `/org/${slug}/talents${talentSearch({ ...savedTalentQuery(text), sort: 'new' })}`;
	return searchPath({ ...savedQuery(text), sort: 'new' });
}

/** What somebody typed to be watched: words, or the address of a search for listings or for talents. */
export function typedSearch(typed: string): { kind: SearchKind; query: string } {
	const [, page, query = ''] =
		/^(?:https?:\/\/[^/?#\s]+)?(?:\/en)?\/(search|org\/[\w-]+\/talents)(?:\?(\S*))?$/.exec(typed.trim()) ??
		[];
	if (page === undefined)
		return { kind: 'listing', query: canonicalQuery(new URLSearchParams({ q: typed }).toString()) };
	const kind = page === 'search' ? 'listing' : 'talent';
	return { kind, query: canonicalQuery(query, kind) };
}
