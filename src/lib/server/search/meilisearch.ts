// The Meilisearch engine. Listings are found by filters over our own tokens, not by Meilisearch's words: those are
// cut by a dictionary that does not know this field, only ten of them count, and none can mean "the word or the
// skill". So it finds exactly what PostgreSQL finds. The only file that knows the client and its query language.
import {
	Meilisearch,
	MeilisearchApiError,
	type EnqueuedTaskPromise,
	type MultiSearchQuery,
	type Settings
} from 'meilisearch';
import { facets, type Facet } from '#lib/search/query.ts';
import {
	cutCounts,
	mostCandidates,
	sortsByRank,
	type EngineAnswer,
	type EngineQuery,
	type SearchDocument,
	type SearchEngine
} from '#lib/server/search/port.ts';
import { quoteToken, type QueryToken } from '#lib/text/tokens.ts';

export type MeilisearchOptions = {
	url: string;
	key: string | undefined;
	/** Before every index name, so that tests and sites share a server. */
	prefix?: string;
	/** Longest wait for a search, ms. */
	timeout?: number;
};

const searchTimeout = 800;
/** Longest wait for one request that writes, and for a task to end, ms. */
const writeTimeout = 30_000;
const taskTimeout = 300_000;
/** A compressed answer comes in pieces, and the second waits 40 ms for the network's delayed acknowledgement. */
const plainAnswer = { 'accept-encoding': 'identity' };
/** A document without facets and tokens, which no search finds: it is there when the index is whole. */
const sentinel = 'sentinel';
const whole = `id = "${sentinel}"`;

const equality = { facetSearch: false, filter: { equality: true, comparison: false } };
const comparison = { facetSearch: false, filter: { equality: false, comparison: true } };

const settings = {
	searchableAttributes: [],
	displayedAttributes: ['id', 'version'],
	filterableAttributes: [
		{ attributePatterns: ['id', 'tokens', 'under', ...facets], features: equality },
		{ attributePatterns: ['payTo', 'validUntil'], features: comparison }
	],
	sortableAttributes: ['id', 'publishedAt', 'validUntil'],
	rankingRules: ['sort'],
	facetSearch: false,
	prefixSearch: 'disabled',
	proximityPrecision: 'byAttribute',
	typoTolerance: { enabled: false },
	faceting: { maxValuesPerFacet: 1_000, sortFacetValuesBy: { '*': 'count' } },
	pagination: { maxTotalHits: mostCandidates }
} as const satisfies Record<string, unknown>;

type Stored = { id: string; version: number; [name: string]: unknown };

export function meilisearchEngine(options: MeilisearchOptions): SearchEngine {
	const { url: host, key: apiKey } = options;
	const timeout = options.timeout ?? searchTimeout;
	const reader = new Meilisearch({ host, apiKey, timeout, requestInit: { headers: plainAnswer } });
	const writer = new Meilisearch({ host, apiKey, timeout: writeTimeout });
	const uid = `${options.prefix ?? ''}listings`;
	const index = writer.index<Stored>(uid);
	return {
		name: 'meilisearch',
		async search(query) {
			const queries = [...searches(uid, query), { indexUid: uid, filter: whole, limit: 1 }];
			const results = (await reader.multiSearch({ queries })).results as unknown as Result[];
			if (results.pop()!.hits.length === 0) throw new Error('The index is not whole.');
			return answer(results, query);
		},
		async put(documents) {
			await finished(index.addDocuments(documents.map(stored), { primaryKey: 'id' }));
		},
		async remove(ids) {
			await finished(index.deleteDocuments(ids));
		},
		async isWhole() {
			if (!(await applySettings(index, writer, uid))) return false;
			const { hits } = await index.search('', { filter: whole, limit: 1 });
			return hits.length === 1;
		},
		async setWhole() {
			await finished(index.addDocuments([{ id: sentinel, version: 0 }], { primaryKey: 'id' }));
		}
	};
}

/** Waits for the task's end, and throws when it failed: that it was accepted means nothing. */
async function finished(enqueued: EnqueuedTaskPromise): Promise<void> {
	const task = await enqueued.waitTask({ timeout: taskTimeout, interval: 25 });
	if (task.status !== 'succeeded')
		throw new Error(`Meilisearch task ${task.status}: ${task.error?.code ?? ''}`);
}

/** Makes the server's settings those of the code. False when there was no index before. */
async function applySettings(
	index: ReturnType<Meilisearch['index']>,
	client: Meilisearch,
	uid: string
): Promise<boolean> {
	let present: Record<string, unknown> | undefined;
	try {
		present = (await index.getSettings()) as Record<string, unknown>;
	} catch (error) {
		if (!(error instanceof MeilisearchApiError) || error.cause?.code !== 'index_not_found') throw error;
		await finished(client.createIndex(uid, { primaryKey: 'id' }));
	}
	const differs = Object.entries(settings).some(([name, wanted]) => !holds(present?.[name], wanted));
	if (differs) await finished(index.updateSettings(settings as unknown as Settings));
	return present !== undefined;
}

/** Whether a setting says all that is wanted; the server adds its defaults and sorts some lists. */
function holds(present: unknown, wanted: unknown): boolean {
	if (Array.isArray(wanted)) {
		return (
			Array.isArray(present) &&
			present.length === wanted.length &&
			wanted.every((item) => present.some((own) => holds(own, item)))
		);
	}
	if (typeof wanted !== 'object' || wanted === null) return present === wanted;
	if (typeof present !== 'object' || present === null) return false;
	return Object.entries(wanted).every(([name, value]) =>
		holds((present as Record<string, unknown>)[name], value)
	);
}

/** Days as numbers, which the server can compare. */
const dayNumber = (day: string) => Number(day.replaceAll('-', ''));

function stored(document: SearchDocument): Stored {
	const tokens = new Set(Object.values(document.tokens).flat());
	// A query of one character is a prefix for PostgreSQL; here the characters are tokens of their own.
	for (const token of [...tokens])
		if (/^\p{Script=Han}/u.test(token)) for (const one of token) tokens.add(one);
	return {
		id: document.id,
		version: document.version,
		tokens: [...tokens].map(quoteToken),
		...document.facets,
		under: document.under,
		payTo: document.payTo,
		publishedAt: document.publishedAt.getTime(),
		validUntil: dayNumber(document.validUntil)
	};
}

/** A value between quotes of the filter language. Everything that reaches a filter passes here. */
const quote = (value: string) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const has = (token: string) => `tokens = ${quote(quoteToken(token))}`;
const oneOf = (facet: Facet, values: string[]) =>
	`${facet === 'skill' ? 'under' : facet} IN [${values.map(quote).join(', ')}]`;

function tokenFilter({ token, parts }: QueryToken): string {
	return parts.length === 0 ? has(token) : `(${has(token)} OR (${parts.map(has).join(' AND ')}))`;
}

/** The query as a filter, with or without one facet's own. */
function filterOf(query: EngineQuery, without?: Facet): string {
	const words = query.words.map(({ tokens, skill }) => {
		const said = tokens.map(tokenFilter).join(' AND ');
		return skill ? `((${said}) OR under = ${quote(skill)})` : said;
	});
	const chosen = facets.filter((facet) => facet !== without && query.filters[facet].length > 0);
	return [
		`validUntil >= ${dayNumber(query.today)}`,
		...words,
		...(query.payFrom ? [`payTo >= ${query.payFrom}`] : []),
		...chosen.map((facet) => oneOf(facet, query.filters[facet]))
	].join(' AND ');
}

/** The page or the candidates with the counts of all facets without a choice, then one count for each with one. */
function searches(indexUid: string, query: EngineQuery): MultiSearchQuery[] {
	const chosen = facets.filter((facet) => query.filters[facet].length > 0);
	const all = sortsByRank(query);
	return [
		{
			indexUid,
			filter: filterOf(query),
			facets: facets.filter((facet) => !chosen.includes(facet)),
			attributesToRetrieve: ['id'],
			sort: query.sort === 'deadline' ? ['validUntil:asc', 'id:asc'] : ['publishedAt:desc', 'id:asc'],
			offset: all ? 0 : query.offset,
			limit: all ? mostCandidates : query.limit
		},
		...chosen.map((facet) => ({
			indexUid,
			filter: filterOf(query, facet),
			facets: facet === 'skill' ? ['skill', 'under'] : [facet],
			limit: 0
		}))
	];
}

type Result = {
	hits: Array<{ id: string }>;
	estimatedTotalHits?: number;
	facetDistribution?: Record<string, Record<string, number>>;
};

function answer(results: Result[], query: EngineQuery): EngineAnswer {
	const counts: Record<string, Record<string, number>> = {};
	for (const { facetDistribution } of results) Object.assign(counts, facetDistribution);
	for (const skill of query.filters.skill) (counts.skill ??= {})[skill] = counts.under?.[skill] ?? 0;
	return {
		ids: results[0]!.hits.map(({ id }) => id),
		ranked: !sortsByRank(query),
		total: results[0]!.estimatedTotalHits ?? 0,
		facets: cutCounts(counts, query.filters)
	};
}
