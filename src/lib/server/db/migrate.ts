// Applies the generated migrations of drizzle/ in order, once, whoever starts first.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const ownFolder = fileURLToPath(new URL('../../../../drizzle', import.meta.url));
/** Key of the advisory lock that lets one process migrate while others wait. */
const migrationLock = 7_031_001;

/** Brings the database at `url` to the schema of a folder. Throws what PostgreSQL says when a step fails. */
export async function migrate(url: string, folder = ownFolder): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await sql`select pg_advisory_lock(${migrationLock})`;
		await applyMigrations(drizzle(sql), { migrationsFolder: folder });
	} finally {
		await sql.end({ timeout: 5 });
	}
}

export type Migrations = {
	folder: string;
	journal: { entries: { tag: string }[] };
	/** What the database remembers of each, in order. */
	hashes: string[];
};

/** The migrations of this version. */
export async function migrationsOf(): Promise<Migrations> {
	const text = await readFile(join(ownFolder, 'meta/_journal.json'), 'utf8');
	const hashes = readMigrationFiles({ migrationsFolder: ownFolder }).map(({ hash }) => hash);
	return { folder: ownFolder, journal: JSON.parse(text) as Migrations['journal'], hashes };
}
