// A backup: one folder with the rows as PostgreSQL copies them, the files, and who was erased so far. It is made while
// the site runs, of one moment, and appears whole or not at all.
import { createWriteStream } from 'node:fs';
import { cp, copyFile, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { keptTables } from '#lib/server/backup/tables.ts';
import { StartError } from '#lib/server/start-error.ts';

/** What a backup says of itself. */
export type Manifest = {
	format: 1;
	at: string;
	/** Hashes of the migrations that its tables have, in order. */
	migrations: string[];
	tables: { name: string; columns: string[]; rows: number }[];
};

/** Only the owner of the process reads it. */
const folderMode = 0o700;

/** Writes the backup to a folder that does not exist yet; says what is in it. */
export async function backUp(app: App, folder: string): Promise<Manifest> {
	if (await exists(folder)) throw new StartError(`${folder} is there already: name another folder.`);
	const half = `${folder}.half`;
	await rm(half, { recursive: true, force: true });
	await mkdir(join(half, 'tables'), { recursive: true, mode: folderMode });
	try {
		const tables = await app.sql.begin('isolation level repeatable read read only', async (tx) => {
			await tx`set local statement_timeout = 0`;
			return copyTables(tx, half);
		});
		const migrations = await app.sql<{ hash: string }[]>`
			select hash from drizzle.__drizzle_migrations order by created_at`;
		const { dataDir, erasureLedger } = app.environment;
		if (await exists(join(dataDir, 'files')))
			await cp(join(dataDir, 'files'), join(half, 'files'), { recursive: true });
		if (await exists(erasureLedger)) await copyFile(erasureLedger, join(half, 'erasures.jsonl'));
		const manifest: Manifest = {
			format: 1,
			at: app.now().toISOString(),
			migrations: migrations.map(({ hash }) => hash),
			tables
		};
		await writeFile(join(half, 'manifest.json'), `${JSON.stringify(manifest, null, '\t')}\n`);
		await rename(half, folder);
		return manifest;
	} catch (error) {
		await rm(half, { recursive: true, force: true });
		throw error;
	}
}

async function copyTables(tx: postgres.TransactionSql, folder: string): Promise<Manifest['tables']> {
	const copied: Manifest['tables'] = [];
	for (const { name, columns } of await keptTables(tx)) {
		const rows = await tx`copy ${tx(name)} (${tx(columns)}) to stdout`.readable();
		await pipeline(rows, createWriteStream(join(folder, 'tables', name), { mode: 0o600 }));
		// The driver pauses its socket when the last part fills the stream, and nobody reads on after the end.
		rows._read(0);
		const [counted] = await tx<[{ n: number }]>`select count(*)::int as n from ${tx(name)}`;
		copied.push({ name, columns, rows: counted.n });
	}
	return copied;
}

export async function exists(path: string): Promise<boolean> {
	return (await stat(path).catch(() => undefined)) !== undefined;
}
