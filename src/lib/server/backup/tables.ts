// Which tables a backup holds, and in which order they can be filled again.
import type postgres from 'postgres';

/**
 * Left out on purpose: what is made anew (search copies, counts of tries), what must not come back (sessions and links
 * that were used since), and copies of people's data.
 */
const leftOut = new Set([
	'account_tokens',
	'exports',
	'rate_limits',
	'search_documents',
	'search_indexes',
	'search_outbox',
	'search_terms',
	'seen_documents',
	'sessions',
	'talent_documents',
	'talent_terms'
]);

export type Table = { name: string; columns: string[] };

/** Every table that is kept, with the columns that are stored, each after those it refers to. */
export async function keptTables(sql: postgres.Sql | postgres.TransactionSql): Promise<Table[]> {
	const tables = await sql<Table[]>`
		select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
		from information_schema.columns join information_schema.tables using (table_schema, table_name)
		where table_schema = 'public' and table_type = 'BASE TABLE' and is_generated = 'NEVER'
		group by table_name order by table_name`;
	const links = await sql<{ from: string; to: string }[]>`
		select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint
		where contype = 'f' and conrelid <> confrelid`;
	const kept = tables.filter(({ name }) => !leftOut.has(name));
	const placed: Table[] = [];
	while (placed.length < kept.length) {
		const ready = kept.filter(
			(table) =>
				!placed.includes(table) &&
				links.every(
					({ from, to }) =>
						from !== table.name ||
						!kept.some(({ name }) => name === to) ||
						placed.some(({ name }) => name === to)
				)
		);
		if (ready.length === 0) throw new Error('The tables refer to each other in a ring.');
		placed.push(...ready);
	}
	return placed;
}
