// The PostgreSQL engine: full text over our own tokens in search_documents. It is the embedded default, and the
// fall-back when Meilisearch is down. One statement answers a search, counts and order included.
import type postgres from 'postgres';
import { facets, type Facet } from '#lib/search/query.ts';
import {
	cutCounts,
	mostCandidates,
	mostFacetValues,
	sortsByRank,
	type EngineAnswer,
	type EngineQuery,
	type SearchDocument,
	type SearchEngine
} from '#lib/server/search/port.ts';
import { rankOrder, rankSkills, rankText } from '#lib/server/search/rank.ts';
import { toTsqueryText, toTsvectorText } from '#lib/text/tokens.ts';

type Row = { ids: string[]; total: number; counts: Record<string, number> | null };

export function postgresEngine(sql: postgres.Sql): SearchEngine {
	return {
		name: 'postgres',
		async search(query) {
			const { text, values } = statement(query);
			const [row] = await sql.unsafe<Row[]>(text, values, { prepare: true });
			return answer(row!, query);
		},
		put: (documents) => put(sql, documents),
		async remove(ids) {
			await sql`delete from search_documents where listing_id = any(${ids}::text[])`;
		},
		// It lives and dies with the listings themselves.
		isWhole: async () => true,
		setWhole: async () => {}
	};
}

/** Numbered placeholders, each used as often as it is needed. */
function placeholders() {
	const values: Array<string | number | string[]> = [];
	return { values, add: (value: string | number | string[]) => `$${values.push(value)}` };
}
type Add = ReturnType<typeof placeholders>['add'];

/** How a chosen value of a facet is written in the column `facets`: a skill stands for all under it. */
const stored = (facet: Facet, value: string) => (facet === 'skill' ? `under:${value}` : `${facet}:${value}`);

/** The strict set, except that a document may miss one facet: those count for that facet's own values. */
function conditions(query: EngineQuery, chosen: Facet[], add: Add): string {
	const all = [`valid_until >= ${add(query.today)}`];
	const plain = query.words.filter(({ skill }) => !skill).flatMap(({ tokens }) => tokens);
	const tokens = toTsqueryText(plain);
	if (tokens) all.push(`tokens @@ to_tsquery('simple', ${add(tokens)})`);
	for (const word of query.words.filter(({ skill }) => skill)) {
		const said = `tokens @@ to_tsquery('simple', ${add(toTsqueryText(word.tokens)!)})`;
		all.push(`(${said} or facets @> ${add([`under:${word.skill}`])}::text[])`);
	}
	if (query.payFrom) all.push(`pay_to >= ${add(query.payFrom)}`);
	if (chosen.length > 1) {
		const met = chosen.map((facet) => `(${matches(query, facet, add)})::int`).join(' + ');
		all.push(`${met} >= ${chosen.length - 1}`);
	}
	return all.join(' and ');
}

function matches(query: EngineQuery, facet: Facet, add: Add): string {
	return `facets && ${add(query.filters[facet].map((value) => stored(facet, value)))}::text[]`;
}

/** Which documents count for which values: those of the strict set for all, those that miss a facet for its own. */
function countedWhere(chosen: Facet[]): string {
	const strict = chosen.map((facet) => `in_${facet}`).join(' and ') || 'true';
	const own = chosen.map((facet) => {
		const others = chosen.filter((other) => other !== facet).map((other) => ` and in_${other}`);
		const prefixes = facet === 'skill' ? [facet, 'under'] : [facet];
		const values = prefixes.map((prefix) => `starts_with(value, '${prefix}:')`).join(' or ');
		return `(not in_${facet}${others.join('')} and (${values}))`;
	});
	return [`(${strict})`, ...own].join(' or ');
}

function statement(query: EngineQuery): { text: string; values: Array<string | number | string[]> } {
	const { values, add } = placeholders();
	const chosen = facets.filter((facet) => query.filters[facet].length > 0);
	const strict = chosen.map((facet) => `in_${facet}`).join(' and ') || 'true';
	const where = conditions(query, chosen, add);
	const columns = chosen.map((facet) => `, ${matches(query, facet, add)} as in_${facet}`).join('');
	const selected = add(chosen.flatMap((facet) => query.filters[facet].map((value) => stored(facet, value))));
	const newest = 'published_at desc, listing_id collate "C"';
	const byRank = sortsByRank(query);
	const order = byRank
		? rankOrder(add(rankText(query)), add(rankSkills(query)))
		: query.sort === 'deadline'
			? 'valid_until, listing_id collate "C"'
			: newest;
	const candidates = byRank
		? `(select * from base where ${strict} order by ${newest} limit ${mostCandidates}) candidates`
		: `base where ${strict}`;
	const text = `with base as materialized (
			select listing_id, tokens, facets, published_at, valid_until${columns} from search_documents where ${where}),
		counted as (
			select value, count(*)::int as n from base, unnest(facets) value
			where (not starts_with(value, 'under:') or value = any(${selected}::text[])) and (${countedWhere(chosen)})
			group by value),
		placed as (
			select value, n, row_number() over (
				partition by split_part(value, ':', 1) order by n desc, value collate "C") as place from counted)
		select array(select listing_id from ${candidates} order by ${order}
				limit ${add(query.limit)} offset ${add(query.offset)}) as ids,
			(select count(*)::int from base where ${strict}) as total,
			(select json_object_agg(value, n) from placed
				where place <= ${mostFacetValues} or value = any(${selected}::text[])) as counts`;
	return { text, values };
}

function answer({ ids, total, counts }: Row, query: EngineQuery): EngineAnswer {
	const byFacet: Record<string, Record<string, number>> = {};
	for (const [value, n] of Object.entries(counts ?? {})) {
		const parted = value.indexOf(':');
		(byFacet[value.slice(0, parted)] ??= {})[value.slice(parted + 1)] = n;
	}
	// A chosen skill counts with all that lies under it.
	byFacet.skill = { ...byFacet.skill, ...byFacet.under };
	return { ids, ranked: true, total, facets: cutCounts(byFacet, query.filters) };
}

async function put(sql: postgres.Sql, documents: SearchDocument[]): Promise<void> {
	const rows = documents.map((document) => ({
		id: document.id,
		version: document.version,
		a: toTsvectorText(document.tokens.A),
		b: toTsvectorText(document.tokens.B),
		c: toTsvectorText(document.tokens.C),
		facets: [
			...facets.flatMap((facet) => document.facets[facet].map((value) => `${facet}:${value}`)),
			...document.under.map((skill) => `under:${skill}`)
		],
		pay_from: document.payFrom,
		pay_to: document.payTo,
		published_at: document.publishedAt.toISOString(),
		valid_until: document.validUntil
	}));
	await sql.unsafe(
		`insert into search_documents
			(listing_id, version, tokens, facets, pay_from, pay_to, published_at, valid_until)
		select id, version, setweight(to_tsvector('simple', a), 'A') || setweight(to_tsvector('simple', b), 'B')
			|| setweight(to_tsvector('simple', c), 'C'), facets, pay_from, pay_to, published_at, valid_until
		from json_to_recordset($1::text::json) as documents (id text, version int, a text, b text, c text,
			facets text[], pay_from int, pay_to int, published_at timestamptz, valid_until text)
		on conflict (listing_id) do update set version = excluded.version, tokens = excluded.tokens,
			facets = excluded.facets, pay_from = excluded.pay_from, pay_to = excluded.pay_to,
			published_at = excluded.published_at, valid_until = excluded.valid_until
		where search_documents.version <= excluded.version`,
		[JSON.stringify(rows)],
		{ prepare: true }
	);
}
