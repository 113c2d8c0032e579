// The Meilisearch engine. Listings are found by filters over our own terms, not by Meilisearch's words: those are cut
// by a dictionary that does not know this field, only ten of them count, and none can mean "the word or the skill".
// So it finds exactly what PostgreSQL finds. The only file that knows the query language of the server.
import type { MultiSearchQuery } from 'meilisearch';
import { facets, type Facet } from '#lib/search/query.ts';
import type { MeilisearchClient, Result } from '#lib/server/search/meilisearch-client.ts';
import { quoteTerm } from '#lib/server/search/meilisearch-index.ts';
import {
	dayNumber,
	mostCandidates,
	sortsByRank,
	type EngineAnswer,
	type EngineQuery,
	type FacetCounts,
	type SearchEngine
} from '#lib/server/search/port.ts';
import { rarest } from '#lib/server/search/postgres.ts';
import type { Expression } from '#lib/text/tokens.ts';

export function meilisearchEngine(client: MeilisearchClient): SearchEngine {
	return {
		name: 'meilisearch',
		// Listings are all it holds; engine.ts asks it for nothing else.
		async search<F extends string>(query: EngineQuery<F>) {
			const asked = query as unknown as EngineQuery;
			return answer(await client.find(searches(client.uid, asked)), asked) as unknown as EngineAnswer<F>;
		}
	};
}

/** A value between quotes of the filter language. Everything that reaches a filter passes here. */
const quote = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const tagNames = new Set<string>([...facets, 'under', 'gives', 'starts']);

function leaf(term: string, words: 'terms' | 'title'): string {
	const parted = term.indexOf(':');
	const name = term.slice(0, Math.max(parted, 0));
	if (tagNames.has(name)) return `${name} = ${quote(term.slice(parted + 1))}`;
	return `${words} = ${quote(quoteTerm(term))}`;
}

function toFilter(expression: Expression, words: 'terms' | 'title'): string {
	if (typeof expression === 'string') return leaf(expression, words);
	if ('not' in expression) return `NOT (${toFilter(expression.not, 'terms')})`;
	const [parts, sign] = 'all' in expression ? [expression.all, ' AND '] : [expression.any, ' OR '];
	return `(${parts.map((part) => toFilter(part, words)).join(sign)})`;
}

const oneOf = (facet: Facet, values: string[]) =>
	`${facet === 'skill' ? 'under' : facet} IN [${values.map(quote).join(', ')}]`;

/** The query as a filter, without one facet's own, or with all its words in the title. */
function filterOf(query: EngineQuery, without?: Facet, words: 'terms' | 'title' = 'terms'): string {
	const chosen = facets.filter((facet) => facet !== without && query.filters[facet].length > 0);
	const some = query.some && { any: rarest(query.some).map(({ term }) => term) };
	const { payFrom, payTo, starts, closesBy, publishedSince } = query;
	return [
		`validUntil >= ${dayNumber(query.today)}`,
		...(query.where ? [toFilter(query.where, words)] : []),
		...(some ? [some.any.length > 0 ? toFilter(some, words) : 'id = ""'] : []),
		...(payFrom === undefined ? [] : [`payTo >= ${payFrom}`]),
		...(payTo === undefined ? [] : [`payFrom <= ${payTo}`]),
		...(starts === undefined ? [] : [`starts IN [${starts.map(quote).join(', ')}]`]),
		...(closesBy === undefined ? [] : [`validUntil <= ${dayNumber(closesBy)}`]),
		...(publishedSince === undefined ? [] : [`publishedAt >= ${publishedSince.getTime()}`]),
		...chosen.map((facet) => oneOf(facet, query.filters[facet]))
	].join(' AND ');
}

/**
 * The page or the candidates with the counts of all facets without a choice, then one count for each with one, then
 * for a ranking the candidates that say it in their titles.
 */
function searches(indexUid: string, query: EngineQuery): MultiSearchQuery[] {
	const chosen = facets.filter((facet) => query.filters[facet].length > 0);
	const all = sortsByRank(query);
	const newest = ['publishedAt:desc', 'id:asc'];
	const found = {
		indexUid,
		filter: filterOf(query),
		facets: query.some ? [] : facets.filter((facet) => !chosen.includes(facet)),
		attributesToRetrieve: ['id'],
		sort: query.sort === 'deadline' ? ['validUntil:asc', 'id:asc'] : newest,
		offset: all ? 0 : query.offset,
		limit: all ? mostCandidates : query.limit
	};
	const counts = (query.some ? [] : chosen).map((facet) => ({
		indexUid,
		filter: filterOf(query, facet),
		facets: facet === 'skill' ? ['skill', 'under'] : [facet],
		limit: 0
	}));
	const titled = {
		indexUid,
		filter: filterOf(query, undefined, 'title'),
		attributesToRetrieve: ['id'],
		sort: newest,
		limit: mostCandidates
	};
	return [found, ...counts, ...(all ? [titled] : [])];
}

function answer(results: Result[], query: EngineQuery): EngineAnswer {
	const counts: Record<string, Record<string, number>> = {};
	for (const { facetDistribution } of results) Object.assign(counts, facetDistribution);
	for (const skill of query.filters.skill) (counts.skill ??= {})[skill] = counts.under?.[skill] ?? 0;
	const byRank = sortsByRank(query);
	const titled = byRank ? results.at(-1)!.hits : [];
	const ids = [...new Set([...titled, ...results[0]!.hits].map(({ id }) => id))];
	return {
		ids: byRank ? ids.slice(0, mostCandidates) : ids,
		ranked: !byRank,
		total: results[0]!.estimatedTotalHits ?? 0,
		facets: Object.fromEntries(
			facets.map((facet) => [facet, valuesOf(counts[facet], query.filters[facet])])
		) as FacetCounts
	};
}

/** The values that occur, and the chosen ones. */
function valuesOf(counts: Record<string, number> | undefined, chosen: string[]): Record<string, number> {
	return { ...Object.fromEntries(chosen.map((value) => [value, 0])), ...counts };
}
