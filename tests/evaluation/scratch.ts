// A PostgreSQL of its own for a measurement: started in a temporary folder (or the server that TEST_DATABASE_URL
// names), with the schema of this version, and gone afterwards, also when the run is interrupted. It never reads
// DATA_DIR or DATABASE_URL, so it cannot touch the data of a site.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { connect } from '#lib/server/db/client.ts';
import { startEmbedded } from '#lib/server/db/embedded.ts';
import { migrate } from '#lib/server/db/migrate.ts';
import { parseEnvironment } from '#lib/server/environment.ts';

/** Makes an App on a new, empty and migrated database. Its services work as in a site; it runs no jobs. */
export type NewApp = (variables?: Record<string, string | undefined>) => Promise<App>;

/** Nothing here has to survive a power cut, and much is written at once. */
const settings = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	max_wal_size: '4GB',
	maintenance_work_mem: '256MB'
};

/** Runs `work` with a server of its own. */
export async function withScratch<T>(work: (newApp: NewApp) => Promise<T>): Promise<T> {
	const server = await startServer();
	const end = once(server.end);
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	const interrupted = () => void end().finally(() => process.exit(130));
	for (const signal of signals) process.once(signal, interrupted);
	try {
		return await work((variables = {}) => newApp(server.url, server.made, variables));
	} finally {
		for (const signal of signals) process.off(signal, interrupted);
		await end();
	}
}

type Server = { url: string; made: string[]; end: () => Promise<void> };

async function startServer(): Promise<Server> {
	const made: string[] = [];
	const url = process.env.TEST_DATABASE_URL;
	if (url) return { url, made, end: () => dropDatabases(url, made) };
	const dataDir = await mkdtemp(join(tmpdir(), 'pons-scratch-'));
	try {
		const embedded = await startEmbedded({ dataDir, report: () => {}, settings });
		const end = async () => {
			await embedded.erase();
			await rm(dataDir, { recursive: true, force: true });
		};
		return { url: embedded.url, made, end };
	} catch (error) {
		await rm(dataDir, { recursive: true, force: true });
		throw error;
	}
}

async function newApp(server: string, made: string[], variables: Record<string, string | undefined>) {
	const name = `pons_scratch_${process.pid}_${made.length}`;
	await asAdmin(server, (sql) => sql`create database ${sql(name)}`);
	made.push(name);
	const url = new URL(server);
	url.pathname = `/${name}`;
	await migrate(url.href);
	const { db, sql, close } = connect(url.href);
	const app: App = {
		environment: { ...parseEnvironment(variables), databaseUrl: url.href },
		...{ db, sql, close },
		now: () => new Date(),
		worker: undefined,
		stopping: new AbortController(),
		searchName: 'postgres'
	};
	return app;
}

const dropDatabases = (server: string, names: string[]) =>
	asAdmin(server, async (sql) => {
		for (const name of names) await sql`drop database if exists ${sql(name)} with (force)`;
	});

async function asAdmin(server: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const sql = postgres(server, { max: 1, onnotice: () => {} });
	try {
		await work(sql);
	} finally {
		await sql.end({ timeout: 5 });
	}
}

function once(run: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	return () => (running ??= run());
}
