// Looks for words everywhere the site could have left them. Not for the product.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type postgres from 'postgres';

/** Every row of every table of every schema, as PostgreSQL copies it. */
export async function dumpOf(sql: postgres.Sql): Promise<string> {
	const tables = await sql<{ schema: string; name: string }[]>`
		select schemaname as schema, tablename as name from pg_tables
		where schemaname not in ('pg_catalog', 'information_schema')`;
	let text = '';
	for (const { schema, name } of tables) {
		const rows = await sql`copy (select * from ${sql(schema)}.${sql(name)}) to stdout`.readable();
		for await (const part of rows) text += `${schema}.${name}\t${String(part)}`;
		// See backup.ts.
		rows._read(0);
	}
	// What the planner samples of columns is data too, and part of a dump from PostgreSQL 18 on.
	const samples = await sql<{ text: string }[]>`
		select concat_ws(' ', most_common_vals::text, histogram_bounds::text, most_common_elems::text) as text from pg_stats
		where schemaname not in ('pg_catalog', 'information_schema')
			and current_setting('server_version_num')::int >= 180000`;
	return text + samples.map((sample) => sample.text).join('\n');
}

/** What the database server wrote down since it began; nothing of one that keeps no log of its own, as in a container. */
export async function serverLog(sql: postgres.Sql): Promise<string> {
	const [server] = await sql<
		{ keeps: boolean }[]
	>`select current_setting('logging_collector') = 'on' as keeps`;
	if (!server!.keeps) return '';
	const [log] = await sql<{ text: string | null }[]>`
		select string_agg(pg_read_file('log/' || name), '') as text from pg_ls_logdir()`;
	return log?.text ?? '';
}

/** Names and contents of every file below a folder. */
export async function filesBelow(folder: string): Promise<string> {
	let text = '';
	for (const one of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
		text += `${one.name}\n`;
		if (one.isFile()) text += await readFile(join(one.parentPath, one.name), 'latin1');
	}
	return text;
}
