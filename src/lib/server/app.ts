// Everything a service needs from outside the request, made once per process.
// The commands and the built server load this module separately, so the one App lives on globalThis.
import type postgres from 'postgres';
import { connect, type Database } from '#lib/server/db/client.ts';
import type { Environment } from '#lib/server/environment.ts';

/** Runs jobs in this process. Stopping it lets running jobs end. */
export type Worker = { running: () => boolean; stop: () => Promise<void> };

/** Who hears what other processes tell. */
export type Listener = {
	heard: (payload: string) => void;
	/** Something may have been told unheard. */
	missed: () => void;
};
export type Ear = {
	/** From now on; until `open` has resolved nothing is sure to be heard. */
	add: (listener: Listener) => void;
	open: () => Promise<void>;
};

export type App = {
	environment: Environment & { databaseUrl: string };
	db: Database;
	sql: postgres.Sql;
	/**
	 * Whether the accounts of the demo, whose passwords everybody knows, need no second factor: only on a site that
	 * stays on this machine, with the embedded database. Set by the command that starts it.
	 */
	demoOpen?: boolean;
	/** Now; tests set it. */
	now: () => Date;
	/** The worker of this process, when it runs one; set by the command that starts it. */
	worker: Worker | undefined;
	/** Hears what other processes tell, from its first use on. */
	ear?: Ear;
	/** Aborted when the site stops: whatever would stay open ends then. */
	stopping: AbortController;
	/** Which engine answers searches: shown at start and in /readyz. */
	searchName: 'meilisearch' | 'postgres' | 'fallback';
	/** Finishes running jobs, then closes the pool. */
	close: () => Promise<void>;
};

const key = Symbol.for('pons.app');
const holder = globalThis as { [key]?: App };

export async function createApp(environment: Environment & { databaseUrl: string }): Promise<App> {
	const connection = connect(environment.databaseUrl);
	const app: App = {
		environment,
		db: connection.db,
		sql: connection.sql,
		now: () => new Date(),
		worker: undefined,
		stopping: new AbortController(),
		searchName: environment.meiliUrl ? 'meilisearch' : 'postgres',
		async close() {
			app.stopping.abort();
			await app.worker?.stop();
			await connection.close();
		}
	};
	return app;
}

export function setApp(app: App): void {
	holder[key] = app;
}

/** The running App. The start command sets it before the first request. */
export function getApp(): App {
	if (!holder[key]) throw new Error('The app is not started: run it through npm start or npm run dev.');
	return holder[key];
}
