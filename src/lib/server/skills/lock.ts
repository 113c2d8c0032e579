// One change of the skill tree after the other: operators' edits and the loading of the data file.
import { sql } from 'drizzle-orm';
import type { Transaction } from '#lib/server/db/client.ts';

/** Key of the advisory lock. */
const treeLock = 7_031_005;

export async function lockTree(tx: Transaction): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${treeLock})`);
}
