// Whether the database answers and has the schema of this version: what /readyz says.
import journal from '../../../../drizzle/meta/_journal.json' with { type: 'json' };
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type DatabaseReadiness = { database: 'ok' | 'down'; migrations: 'ok' | 'behind' };

export async function databaseReadiness(db: Database): Promise<DatabaseReadiness> {
	const newest = Math.max(...journal.entries.map(({ when }) => when));
	try {
		const [row] = await reader(db)<{ applied: string | null }[]>`
			select max(created_at)::text as applied from drizzle.__drizzle_migrations`;
		return { database: 'ok', migrations: Number(row?.applied ?? 0) >= newest ? 'ok' : 'behind' };
	} catch {
		return { database: 'down', migrations: 'behind' };
	}
}
