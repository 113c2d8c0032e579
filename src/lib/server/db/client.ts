// The one way to a database: the postgres driver through Drizzle.
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Database = PostgresJsDatabase;
/** Inside a transaction; everything that writes takes either. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

export type Connection = { db: Database; sql: postgres.Sql; close: () => Promise<void> };

/** Opens a pool. `max` is the number of connections; closing waits up to five seconds for running queries. */
export function connect(url: string, options: { max?: number } = {}): Connection {
	const sql = postgres(url, {
		max: options.max ?? 10,
		connect_timeout: 10,
		idle_timeout: 300,
		onnotice: () => {},
		connection: { application_name: 'pons', TimeZone: 'UTC', statement_timeout: 30_000 }
	});
	return { db: drizzle(sql, { casing: 'snake_case' }), sql, close: () => sql.end({ timeout: 5 }) };
}

/** SQLSTATE of a database error, also when Drizzle has wrapped it; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
	for (let e = error; e instanceof Error; e = e.cause) {
		if ('code' in e && typeof e.code === 'string' && /^[0-9A-Z]{5}$/.test(e.code)) return e.code;
	}
	return undefined;
}

/** Whether the error says that a unique constraint (of this name, when given) was hit. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
	if (sqlState(error) !== '23505') return false;
	for (let e = error; e instanceof Error; e = e.cause) {
		if ('constraint_name' in e) return !constraint || e.constraint_name === constraint;
	}
	return !constraint;
}

/** Whether the error says that a row refers to one of this table that is not there (any more). */
export function isMissingReference(error: unknown, table: string): boolean {
	if (sqlState(error) !== '23503') return false;
	for (let e = error; e instanceof Error; e = e.cause) {
		if ('constraint_name' in e) return String(e.constraint_name).endsWith(`_${table}_id_fk`);
	}
	return false;
}
