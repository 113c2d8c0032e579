// What is known of each index, kept in the database: the process that shows it to operators is seldom the one that
// feeds it, and an outage must not be forgotten when that one is killed.
import { eq } from 'drizzle-orm';
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { documentForm } from '#lib/server/search/port.ts';
import { searchIndexes, type IndexName } from '#lib/server/search/table.ts';

export type IndexState = typeof searchIndexes.$inferSelect;

export async function indexState(app: App, name: IndexName): Promise<IndexState | undefined> {
	const [row] = await app.db.select().from(searchIndexes).where(eq(searchIndexes.name, name));
	return row;
}

/** Writes how an index is. `since` moves only when that changes. */
export async function setIndexState(
	app: App,
	name: IndexName,
	state: IndexState['state'],
	reason: string | null = null
): Promise<void> {
	await app.sql`
		insert into search_indexes (name, state, reason) values (${name}, ${state}, ${reason})
		on conflict (name) do update set state = excluded.state, reason = excluded.reason,
			since = case when search_indexes.state = excluded.state then search_indexes.since else now() end`;
}

/** Says, in the transaction that built it, that an index is new, whole and of this code's form. */
export async function setBuilt(
	tx: postgres.TransactionSql,
	name: IndexName,
	documents: number
): Promise<void> {
	await tx`
		insert into search_indexes (name, state, form, built_at, compared_at, documents, missing, stale, extra)
		values (${name}, 'whole', ${documentForm}, now(), now(), ${documents}, 0, 0, 0)
		on conflict (name) do update set state = excluded.state, reason = null, form = excluded.form,
			since = now(), built_at = now(), compared_at = now(), documents = excluded.documents,
			missing = 0, stale = 0, extra = 0`;
}
