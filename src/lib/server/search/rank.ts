// Our order by relevance, computed by PostgreSQL from its own copy of the documents, so that it is the same
// whichever engine found them. It must not decide what is found.
import type postgres from 'postgres';
import type { EngineQuery } from '#lib/server/search/port.ts';
import { quoteToken } from '#lib/text/tokens.ts';

/** Weights of D, C (text), B (skills and organization) and A (title): a prior, not yet measured. */
const weights = '{0.05,0.15,0.45,1}';
/** ts_rank's normalization: divide by 1 + the logarithm of the document's length. */
const byLength = 1;

/** Every token of the words, any of them, as text for to_tsquery('simple', …). */
export function rankText({ words }: EngineQuery): string {
	const quoted = words.flatMap(({ tokens }) =>
		tokens.flatMap(({ token, prefix, parts }) => [
			quoteToken(token) + (prefix ? ':*' : ''),
			...parts.map((part) => quoteToken(part))
		])
	);
	return [...new Set(quoted)].join(' | ');
}

/** Facet values of the skills that words and filters name, to prefer listings that name them themselves. */
export function rankSkills({ words, filters }: EngineQuery): string[] {
	const named = [...words.flatMap(({ skill }) => skill ?? []), ...filters.skill];
	return named.map((skill) => `skill:${skill}`);
}

/**
 * An ORDER BY list over search_documents: weighted term frequency with saturation, then skills, freshness,
 * validity, id. `text` and `skills` are placeholders of `rankText` and `rankSkills`.
 */
export function rankOrder(text: string, skills: string): string {
	return `round(ts_rank('${weights}', tokens, to_tsquery('simple', ${text}), ${byLength})::numeric, 4) desc,
		(facets && ${skills}::text[]) desc, published_at desc, valid_until desc, listing_id collate "C"`;
}

/** The page of candidates by relevance: at most `query.limit` ids from `query.offset`. */
export async function rank(sql: postgres.Sql, query: EngineQuery, candidates: string[]): Promise<string[]> {
	const rows = await sql.unsafe<Array<{ id: string }>>(
		`select listing_id as id from search_documents where listing_id = any($3::text[])
		order by ${rankOrder('$1', '$2')} limit $4 offset $5`,
		[rankText(query), rankSkills(query), candidates, query.limit, query.offset],
		{ prepare: true }
	);
	return rows.map(({ id }) => id);
}
