import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';

const { sql } = await testDatabase();

test('the notes of older roles move to the language they are written in', async () => {
	const migration = await readFile('drizzle/0003_equity_notes.sql', 'utf8');
	const notes = [
		'期权分四年归属',
		'Options vest over four years',
		'期权分四年归属 / Options vest over four years',
		'期权 / 股权，见附件',
		null
	];
	const rows = await sql.begin(async (tx) => {
		// A temporary table hides the real one, so that the migration runs on rows of before.
		await tx`create temporary table roles (place int, equity_note text) on commit drop`;
		await tx`insert into roles select * from unnest(${[...notes.keys()]}::int[], ${notes}::text[])`;
		for (const statement of migration.split('--> statement-breakpoint')) await tx.unsafe(statement);
		return tx`select equity_note_zh as zh, equity_note_en as en from roles order by place`;
	});
	expect([...rows]).toEqual([
		{ zh: '期权分四年归属', en: null },
		{ zh: null, en: 'Options vest over four years' },
		{ zh: '期权分四年归属', en: 'Options vest over four years' },
		{ zh: '期权 / 股权，见附件', en: null },
		{ zh: null, en: null }
	]);
});
