// Applies the generated migrations of drizzle/ in order, once, whoever starts first.
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const folder = fileURLToPath(new URL('../../../../drizzle', import.meta.url));
/** Key of the advisory lock that lets one process migrate while others wait. */
const migrationLock = 7_031_001;

/** Brings the database at `url` to the schema of this version. Throws what PostgreSQL says when a step fails. */
export async function migrate(url: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await sql`select pg_advisory_lock(${migrationLock})`;
		await applyMigrations(drizzle(sql), { migrationsFolder: folder });
	} finally {
		await sql.end({ timeout: 5 });
	}
}
