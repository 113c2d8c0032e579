/**
 * The site's database: the outside one that DATABASE_URL names, checked, or the embedded one, started and locked.
 * Migrates nothing.
 */
import postgres from 'postgres';
import type { Environment } from '../environment.ts';
import { errorCode, oneLine, StartError } from '../start-error.ts';
import { startEmbedded } from './embedded.ts';
import { acquireSiteLock } from './lock.ts';

const OLDEST_VERSION = 15;
/** server_version_num of PostgreSQL counts a main version as ten thousand. */
const VERSION_UNIT = 10_000;

export type OpenDatabase = {
	url: string;
	embedded: boolean;
	/** For people: which database this is, without a password. */
	description: string;
	/** Stops the embedded server; does nothing to an outside one. */
	close: () => Promise<void>;
};

/**
 * Opens the database. `lost` is called once if the embedded one ends by itself or is taken by another site.
 * @throws StartError
 */
export async function openDatabase(
	environment: Environment,
	report: (line: string) => void,
	lost: (why: string) => void
): Promise<OpenDatabase> {
	const { databaseUrl, dataDir } = environment;
	if (databaseUrl) {
		const version = await checkDatabase(databaseUrl);
		return {
			url: databaseUrl,
			embedded: false,
			description: `PostgreSQL ${version} at ${place(databaseUrl)}`,
			close: async () => {}
		};
	}
	const server = await startEmbedded({ dataDir, report });
	// When another site holds the lock, its database is not ours to stop.
	const lock = await acquireSiteLock(server.url, lost);
	const version = await checkDatabase(server.url);
	return {
		url: server.url,
		embedded: true,
		description: `embedded PostgreSQL ${version} in ${server.folder}`,
		async close() {
			lock.letGo();
			await server.stop();
			await lock.release();
		}
	};
}

/** Host and name of a database, without user and password. */
function place(url: string): string {
	const { host, pathname } = new URL(url);
	return host + pathname;
}

const PROBLEMS: Record<string, string> = {
	ECONNREFUSED: 'nothing answers there',
	CONNECT_TIMEOUT: 'nothing answers there',
	ENOTFOUND: 'there is no such host',
	EAI_AGAIN: 'there is no such host',
	'28P01': 'user or password is wrong',
	'28000': 'this user may not connect',
	'3D000': 'there is no such database',
	'53300': 'it has no connection free',
	'57P03': 'it is starting or stopping'
};

/**
 * Connects once and checks what the site needs: PostgreSQL 15 or newer, UTF-8, writable.
 * @returns the main version, such as 18
 * @throws StartError
 */
export async function checkDatabase(url: string): Promise<number> {
	const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
	const refuse = (why: string) => new StartError(`The database at ${place(url)} cannot be used: ${why}.`);
	try {
		const [found] = await sql<{ version: number; encoding: string; readonly: boolean }[]>`
			select current_setting('server_version_num')::int as version,
				current_setting('server_encoding') as encoding,
				pg_is_in_recovery() as readonly`;
		if (!found) throw refuse('it gives no version');
		const version = Math.floor(found.version / VERSION_UNIT);
		if (version < OLDEST_VERSION) {
			throw refuse(`it is PostgreSQL ${version}, and ${OLDEST_VERSION} or newer is needed`);
		}
		if (found.encoding !== 'UTF8') throw refuse(`its encoding is ${found.encoding}, and UTF8 is needed`);
		if (found.readonly) throw refuse('it is a read-only replica');
		return version;
	} catch (error) {
		if (error instanceof StartError) throw error;
		throw refuse(PROBLEMS[errorCode(error) ?? ''] ?? oneLine(error));
	} finally {
		await sql.end({ timeout: 1 });
	}
}
