// The notice of a saved search: one for each search, told anew with the new number whenever there are more results.
import { and, eq, sql } from 'drizzle-orm';
import type postgres from 'postgres';
import type { Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import { notices } from '#lib/server/notifications/table.ts';
import { isShown } from '#lib/server/talents/shown.ts';

const aboutSearch = (searchId: string) => and(eq(notices.kind, 'searchFound'), eq(notices.subject, searchId));

/** In SQL: the new finds of search `s` that its owner may see now. */
export const newFinds = `from saved_search_items i left join talents t on t.id = i.talent_id
	where i.search_id = s.id and i.found_at > s.looked_at
		and (t.id is null or ${isShown('s.account_id', 's.organization_id')})`;

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
			'slug', o.slug, 'count', (select count(*) ${tx.unsafe(newFinds)})), ${now}::timestamptz
		from unnest(${ids}::text[], ${searchIds as string[]}::text[]) as told (id, search_id)
		join saved_searches s on s.id = told.search_id and s.deleted_at is null
		left join organizations o on o.id = s.organization_id
		order by s.account_id, s.id
		on conflict (account_id, kind, subject) do update set data = excluded.data, at = excluded.at, read_at = null`;
}

/**
 * In SQL, of a row of `notices`: how many new talents it tells of that may still be seen; null where it tells of none.
 * Somebody who hides is in no count from then on, and a notice that tells of nobody is none.
 */
export const talentsTold = `case when notices.kind = 'searchFound' then (
	select count(i.search_id)::int from saved_searches s left join lateral (select i.search_id ${newFinds}) i on true
	where s.id = notices.subject and s.kind = 'talent' having count(s.id) > 0) end`;

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
