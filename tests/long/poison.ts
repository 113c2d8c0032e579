// Lays strings into every text of a database that people write: whatever a form would have refused, a page must be
// able to show.
import type postgres from 'postgres';

/** What names a thing, is compared as it is, or only the site writes. */
const notWritten =
	/^(id|slug|email|locale|timezone|url|website|storage_key|mime|digest|secret|.*_(id|ids|hash|hashes|key|url|by|code|token|secret))$/;
/** Tables that only the site writes; the names of skills are its own, and a kept file is no text. */
const otherTables =
	/^(sessions|tokens|rate_limits|skills|skill_.*|search_.*|mails|mail_.*|jobs?|course_imports|drizzle.*)$/;
/** In jsonb: the fields that people write. */
const writtenField =
	/(zh|en|text|title|name|note|question|answer|school|subject|employer|place|summary|words?|q)$/i;

/** Lengths (characters) that are tried, because texts may be limited; none has to take all strings. */
const lengths = [30_000, 6_000, 2_000, 900, 450, 200, 100, 60, 40];

/** How many columns took strings, and how many of the strings stand in one at least. */
export async function poison(
	sql: postgres.Sql,
	strings: readonly string[]
): Promise<{ columns: number; strings: number }> {
	const columns = await sql<{ table: string; column: string; type: string }[]>`
		select table_name as table, column_name as column, data_type as type from information_schema.columns
		join pg_tables on tablename = table_name and schemaname = table_schema
		where table_schema = 'public' and data_type in ('text', 'character varying', 'jsonb')
			and is_generated = 'NEVER' order by 1, 2`;
	const laid = new Set<string>();
	let taken = 0;
	let next = 0;
	for (const { table, column, type } of columns) {
		if (notWritten.test(column) || otherTables.test(table)) continue;
		for (const length of lengths) {
			const text = record(strings, next, length);
			const set = type === 'jsonb' ? layInto(sql, table, column, text) : replace(sql, table, column, text);
			if (!(await set.then(Boolean, () => false))) continue;
			taken++;
			const from = next;
			while (text.includes(strings[next % strings.length]!) && next < from + strings.length)
				laid.add(strings[next++ % strings.length]!);
			break;
		}
	}
	return { columns: taken, strings: laid.size };
}

/** As many of the strings, from a place on, as are not longer together. */
function record(strings: readonly string[], from: number, length: number): string {
	let text = '';
	for (let at = from; at < from + strings.length; at++) {
		const string = strings[at % strings.length]!;
		if (text.length + string.length > length) break;
		text += string;
	}
	return text || strings.find((string) => string.length <= length)!;
}

async function replace(sql: postgres.Sql, table: string, column: string, text: string): Promise<number> {
	const rows = await sql`update ${sql(table)} set ${sql(column)} = ${text} where ${sql(column)} <> ''`;
	return rows.count;
}

async function layInto(sql: postgres.Sql, table: string, column: string, text: string): Promise<number> {
	const rows = await sql<{ place: string; value: unknown }[]>`
		select ctid::text as place, ${sql(column)} as value from ${sql(table)} where ${sql(column)} is not null`;
	let count = 0;
	for (const { place, value } of rows) {
		const laid = withText(value, text);
		if (JSON.stringify(laid) === JSON.stringify(value)) continue;
		const done = await sql`update ${sql(table)} set ${sql(column)} = ${sql.json(laid as never)}
			where ctid = ${place}::tid`;
		count += done.count;
	}
	return count;
}

function withText(value: unknown, text: string, field = ''): unknown {
	if (typeof value === 'string') return writtenField.test(field) && value !== '' ? text : value;
	if (Array.isArray(value)) return value.map((item) => withText(item, text, field));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, withText(own, text, name)]));
}
