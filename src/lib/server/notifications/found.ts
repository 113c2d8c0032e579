// The notice of a saved search: one for each search, told anew with the new number whenever there are more results.
import { and, eq, sql } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import { notices } from '#lib/server/notifications/table.ts';

const aboutSearch = (searchId: string) => and(eq(notices.kind, 'searchFound'), eq(notices.subject, searchId));

/** Tells the owners of these searches how many results are new since they last looked. */
export async function tellFound(
	tx: postgres.TransactionSql,
	searchIds: readonly string[],
	now: string
): Promise<void> {
	if (searchIds.length === 0) return;
	const ids = searchIds.map(() => newId());
	await tx`
		insert into notices (id, account_id, kind, subject, data, at)
		select told.id, s.account_id, 'searchFound', s.id, jsonb_build_object('searchId', s.id, 'name', s.name,
			'slug', o.slug, 'count', (
				select count(*) from saved_search_items i where i.search_id = s.id and i.found_at > s.looked_at)), ${now}::timestamptz
		from unnest(${ids}::text[], ${searchIds as string[]}::text[]) as told (id, search_id)
		join saved_searches s on s.id = told.search_id and s.deleted_at is null
		left join organizations o on o.id = s.organization_id
		order by s.account_id, s.id
		on conflict (account_id, kind, subject) do update set data = excluded.data, at = excluded.at, read_at = null`;
}

/** The search has another name. */
export async function renameFound(tx: Transaction, searchId: string, name: string): Promise<void> {
	await tx
		.update(notices)
		.set({ data: sql`jsonb_set(${notices.data}, '{name}', to_jsonb(${name}::text))` })
		.where(aboutSearch(searchId));
}

/** What it tells has been looked at, or its search is gone. */
export async function dropNotice(tx: Transaction, searchId: string): Promise<void> {
	await tx.delete(notices).where(aboutSearch(searchId));
}
