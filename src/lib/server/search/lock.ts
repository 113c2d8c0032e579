// One process at a time feeds an index: an advisory lock for each, held by a transaction, so that it is gone with
// the connection however the process ends.
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import type { IndexName } from '#lib/server/search/table.ts';

const keys: Record<IndexName, number> = { postgres: 7_031_003, meilisearch: 7_031_004 };
const retry = 200;

/** Runs `work` with the index's lock, or returns undefined when another process has it. */
export function withIndexLock<T>(
	app: App,
	name: IndexName,
	work: (tx: postgres.TransactionSql) => Promise<T>
): Promise<T | undefined> {
	return app.sql.begin(async (tx) => {
		// Building an index, or waiting for Meilisearch, takes longer than a page may.
		await tx`select set_config('statement_timeout', '0', true),
			set_config('idle_in_transaction_session_timeout', '0', true)`;
		const [lock] = await tx<[{ taken: boolean }]>`select pg_try_advisory_xact_lock(${keys[name]}) as taken`;
		return lock.taken ? await work(tx) : undefined;
	}) as Promise<T | undefined>;
}

/** The same, waiting for the lock. */
export async function waitForIndexLock<T>(
	app: App,
	name: IndexName,
	work: (tx: postgres.TransactionSql) => Promise<T>
): Promise<T> {
	for (;;) {
		const done = await withIndexLock(app, name, async (tx) => ({ result: await work(tx) }));
		if (done) return done.result;
		await sleep(retry);
	}
}
