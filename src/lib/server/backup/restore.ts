// Brings a backup back: an empty schema of the backup's own version, its rows, the migrations since, its files, and then
// the removal of everybody who was erased since it was made. The search is built anew.
import { createReadStream } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { exists, type Manifest } from '#lib/server/backup/backup.ts';
import { keptTables } from '#lib/server/backup/tables.ts';
import { migrate, migrationsOf, type Migrations } from '#lib/server/db/migrate.ts';
import { erasedAccounts } from '#lib/server/privacy/erasure-ledger.ts';
import { replayErasures } from '#lib/server/privacy/erase.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { StartError } from '#lib/server/start-error.ts';

export type Restored = { rows: number; erasedAgain: number };

/**
 * Replaces everything in the database by the backup. No site may run on it. With rows in it, `replace` must be said.
 * @throws StartError when the folder is no backup, is of a newer version, or would replace something unasked
 */
export async function restore(app: App, folder: string, replace: boolean): Promise<Restored> {
	const manifest = await readManifest(folder);
	if (!replace && (await isUsed(app.sql)))
		throw new StartError('There are accounts in the database: add --replace to give them up.');
	await app.sql.unsafe(`drop schema if exists public, drizzle, pgboss cascade; create schema public`);
	await migrateTo(app, manifest.migrations);
	const rows = await app.sql.begin(async (tx) => {
		await tx`set local statement_timeout = 0`;
		return loadTables(tx, folder, manifest);
	});
	await migrate(app.environment.databaseUrl);
	const { dataDir } = app.environment;
	if (await exists(join(folder, 'files')))
		await cp(join(folder, 'files'), join(dataDir, 'files'), { recursive: true });
	await mergeLedger(app, join(folder, 'erasures.jsonl'));
	const erasedAgain = await replayErasures(app);
	await rebuildSearch(app, () => {});
	return { rows, erasedAgain };
}

async function readManifest(folder: string): Promise<Manifest> {
	const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => '');
	const manifest = text ? (JSON.parse(text) as Manifest) : undefined;
	if (manifest?.format !== 1) throw new StartError(`${folder} is no backup of this site.`);
	return manifest;
}

async function isUsed(sql: postgres.Sql): Promise<boolean> {
	const [made] = await sql<[{ accounts: string | null }]>`select to_regclass('public.accounts') as accounts`;
	return made.accounts !== null && (await sql`select 1 from accounts limit 1`).length > 0;
}

/** Applies the migrations that the backup had, which must be the first of ours. */
async function migrateTo(app: App, hashes: readonly string[]): Promise<void> {
	const own = await migrationsOf();
	if (hashes.some((hash, i) => own.hashes[i] !== hash))
		throw new StartError('The backup was made by another version of this site, which must restore it.');
	const part = await mkdtemp(join(tmpdir(), 'pons-migrations-'));
	try {
		await writeFirst(own, hashes.length, part);
		await migrate(app.environment.databaseUrl, part);
	} finally {
		await rm(part, { recursive: true, force: true });
	}
}

/** The first `n` migrations as a folder of their own. */
async function writeFirst({ folder, journal }: Migrations, n: number, to: string): Promise<void> {
	const entries = journal.entries.slice(0, n);
	await mkdir(join(to, 'meta'));
	await writeFile(join(to, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
	for (const { tag } of entries) await cp(join(folder, `${tag}.sql`), join(to, `${tag}.sql`));
}

/** Fills the tables in the order of what they refer to, without the triggers that would write what is there already. */
async function loadTables(tx: postgres.TransactionSql, folder: string, manifest: Manifest): Promise<number> {
	let rows = 0;
	const tables = await keptTables(tx);
	for (const { name } of tables) {
		const saved = manifest.tables.find((table) => table.name === name);
		if (!saved) continue;
		await tx`alter table ${tx(name)} disable trigger user`;
		// What a migration wrote is in the backup as well.
		await tx`delete from ${tx(name)}`;
	}
	for (const { name } of tables) {
		const saved = manifest.tables.find((table) => table.name === name);
		if (!saved) continue;
		const into = await tx`copy ${tx(name)} (${tx(saved.columns)}) from stdin`.writable();
		await pipeline(createReadStream(join(folder, 'tables', name)), into);
		await tx`alter table ${tx(name)} enable trigger user`;
		rows += saved.rows;
	}
	await continueNumbers(tx);
	return rows;
}

/** Numbers that the database gives go on after the highest that came back. */
async function continueNumbers(tx: postgres.TransactionSql): Promise<void> {
	const columns = await tx<{ table: string; column: string }[]>`
		select table_name as table, column_name as column from information_schema.columns
		where table_schema = 'public' and is_identity = 'YES'`;
	for (const { table, column } of columns)
		await tx`select setval(pg_get_serial_sequence(${table}, ${column}),
			coalesce((select max(${tx(column)}) from ${tx(table)}), 0) + 1, false)`;
}

/** The ledger of the backup may know of people whom this site's own does not: it may be another machine's. */
async function mergeLedger(app: App, saved: string): Promise<void> {
	const path = app.environment.erasureLedger;
	const known = new Set(await erasedAccounts(path));
	const missing = (await erasedAccounts(saved)).filter((id) => !known.has(id));
	if (missing.length === 0) return;
	await mkdir(dirname(path), { recursive: true });
	const lines = missing.map((account) => `${JSON.stringify({ account })}\n`);
	await appendFile(path, lines.join(''), { mode: 0o600 });
}
