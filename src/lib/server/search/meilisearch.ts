// The Meilisearch engine. Documents are found by filters over our own terms, not by Meilisearch's words: those are cut
// by a dictionary that does not know this field, only ten of them count, and none can mean "the word or the skill".
// So it finds exactly what PostgreSQL finds. The only file that knows the query language of the server.
import type { Asked, MeilisearchClient, Result } from '#lib/server/search/meilisearch-client.ts';
import { corpora } from '#lib/server/search/corpus.ts';
import { quoteTerm } from '#lib/server/search/meilisearch-index.ts';
import {
	dayNumber,
	mostCandidates,
	sortsByRank,
	type EngineAnswer,
	type EngineQuery,
	type SearchEngine
} from '#lib/server/search/port.ts';
import { rarest } from '#lib/server/search/postgres.ts';
import type { Expression } from '#lib/text/tokens.ts';

export function meilisearchEngine(client: MeilisearchClient): SearchEngine {
	return {
		name: 'meilisearch',
		async search<F extends string>(query: EngineQuery<F>) {
			return answer(await client.find(query.corpus.index, searches(query)), query) as EngineAnswer<F>;
		}
	};
}

/** A value between quotes of the filter language. Everything that reaches a filter passes here. */
const quote = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const tagNames = new Set(
	Object.values(corpora).flatMap(({ facets }) => [...facets, 'under', 'gives', 'starts'])
);

function leaf(term: string): string {
	const parted = term.indexOf(':');
	const name = term.slice(0, Math.max(parted, 0));
	if (tagNames.has(name)) return `${name} = ${quote(term.slice(parted + 1))}`;
	return `terms = ${quote(quoteTerm(term))}`;
}

function toFilter(expression: Expression): string {
	if (typeof expression === 'string') return leaf(expression);
	if ('not' in expression) return `NOT (${toFilter(expression.not)})`;
	const [parts, sign] = 'all' in expression ? [expression.all, ' AND '] : [expression.any, ' OR '];
	return `(${parts.map(toFilter).join(sign)})`;
}

const list = (values: readonly string[]) => `[${[...new Set(values)].map(quote).join(', ')}]`;

const oneOf = (facet: string, values: string[]) =>
	`${facet === 'skill' ? 'under' : facet} IN ${list(values)}`;

/** The facets of which something was chosen. */
const chosenOf = ({ corpus, filters }: EngineQuery<string>) =>
	corpus.facets.filter((facet) => filters[facet]!.length > 0);

/** The query as a filter, or without one facet's own. */
function filterOf(query: EngineQuery<string>, without?: string): string {
	const chosen = chosenOf(query).filter((facet) => facet !== without);
	const some = query.some && { any: rarest(query.some).map(({ term }) => term) };
	const { none, unheard = [], searchers = [], payFrom, payTo, starts, closesBy, publishedSince } = query;
	return [
		`validUntil >= ${dayNumber(query.today)}`,
		...(searchers.length > 0 ? [`blocks NOT IN ${list(searchers)}`] : []),
		...(none.length + unheard.length > 0 ? [`id NOT IN ${list([...none, ...unheard])}`] : []),
		...(query.where ? [toFilter(query.where)] : []),
		...(some ? [some.any.length > 0 ? toFilter(some) : 'id = ""'] : []),
		...(payFrom === undefined ? [] : [`payTo >= ${payFrom}`]),
		...(payTo === undefined ? [] : [`payFrom <= ${payTo}`]),
		...(starts === undefined ? [] : [`starts IN ${list(starts)}`]),
		...(closesBy === undefined ? [] : [`validUntil <= ${dayNumber(closesBy)}`]),
		...(publishedSince === undefined ? [] : [`publishedAt >= ${publishedSince.getTime()}`]),
		...chosen.map((facet) => oneOf(facet, query.filters[facet]!))
	].join(' AND ');
}

/** The page or the candidates with the counts of all facets without a choice, then one count for each with one. */
function searches(query: EngineQuery<string>): Asked[] {
	const chosen = chosenOf(query);
	const found = {
		filter: filterOf(query),
		facets: query.some ? [] : query.corpus.facets.filter((facet) => !chosen.includes(facet)),
		attributesToRetrieve: ['id'],
		...(sortsByRank(query) ? { limit: mostCandidates } : pageOf(query))
	};
	const counts = (query.some ? [] : chosen).map((facet) => ({
		filter: filterOf(query, facet),
		facets: facet === 'skill' ? ['skill', 'under'] : [facet],
		limit: 0
	}));
	return [found, ...counts];
}

const pageOf = ({ sort, offset, limit }: EngineQuery<string>) => ({
	sort: sort === 'deadline' ? ['validUntil:asc', 'id:asc'] : ['publishedAt:desc', 'id:asc'],
	offset,
	limit
});

function answer(results: Result[], query: EngineQuery<string>): EngineAnswer<string> {
	const counts: Record<string, Record<string, number>> = {};
	for (const { facetDistribution } of results) Object.assign(counts, facetDistribution);
	const under = new Map(Object.entries(counts.under ?? {}));
	for (const skill of query.filters.skill!) (counts.skill ??= {})[skill] = under.get(skill) ?? 0;
	const byRank = sortsByRank(query);
	const { hits, estimatedTotalHits: total = 0 } = results[0]!;
	return {
		// Which of too many are likely it cannot tell.
		ids: byRank && total > mostCandidates ? [] : hits.map(({ id }) => id),
		ranked: !byRank,
		total,
		facets: Object.fromEntries(
			query.corpus.facets.map((facet) => [facet, valuesOf(counts[facet], query.filters[facet]!)])
		)
	};
}

/** The values that occur, and the chosen ones. */
function valuesOf(counts: Record<string, number> | undefined, chosen: string[]): Map<string, number> {
	return new Map([...chosen.map((value): [string, number] => [value, 0]), ...Object.entries(counts ?? {})]);
}
