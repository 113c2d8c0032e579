// Reads of the public pages as prepared statements: Drizzle's own queries are parsed and planned anew each time,
// which costs a page more than the reading itself. Only for reads outside transactions.
import type postgres from 'postgres';
import type { Database } from '#lib/server/db/client.ts';

/** The driver under Drizzle, whose tagged templates prepare. Days come as 'YYYY-MM-DD' strings. */
export function reader(db: Database): postgres.Sql {
	return (db as Database & { $client: postgres.Sql }).$client;
}
