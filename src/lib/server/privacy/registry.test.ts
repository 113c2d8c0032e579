import { describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { belongsTo, keptRows, links, ownTables, withheld } from '#lib/server/privacy/registry.ts';

const { sql } = await testDatabase();

type Reference = { name: string; table: string; of: string; rule: string };
const references = await sql<Reference[]>`
	select c.conrelid::regclass::text || '.' || a.attname as name, c.conrelid::regclass::text as table,
		c.confrelid::regclass::text as of, c.confdeltype as rule
	from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
	where c.contype = 'f'`;

/** Tables whose rows go when their account goes, one after the other. */
function reached(): Set<string> {
	const personal = new Set(['accounts']);
	for (let size = 0; size < personal.size;) {
		size = personal.size;
		for (const { table, of, rule } of references) if (personal.has(of) && rule === 'c') personal.add(table);
	}
	return personal;
}

describe('the registry of personal data', () => {
	it('names every reference to a person in the schema, with what becomes of it', () => {
		const personal = reached();
		const found = references
			.filter(({ of }) => personal.has(of))
			.map(({ name, of, rule }) => [
				name,
				{ of, erased: { c: 'goes', n: 'stays' }[rule] ?? `blocks (${rule})` }
			]);
		const named = Object.entries(links).map(([name, { of, erased }]) => [name, { of, erased }]);
		expect(Object.fromEntries(named)).toEqual(Object.fromEntries(found));
	});

	it('names no table or column that is not there', async () => {
		const columns = await sql<{ name: string }[]>`
			select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`;
		const known = new Set(columns.map(({ name }) => name));
		const named = [
			...keptRows().flatMap(({ table, given }) => given.map((column) => `${table}.${column}`)),
			...Object.entries(withheld).flatMap(([table, left]) =>
				left === 'all' ? [] : left.map((column) => `${table}.${column}`)
			)
		];
		expect(named.filter((name) => !known.has(name))).toEqual([]);
	});

	it('finds the rows of a person in every table that is theirs', async () => {
		for (const table of ownTables())
			expect(await sql.unsafe(`select 1 from ${table} where ${belongsTo(table)}`, ['nobody'])).toEqual([]);
	});
});
