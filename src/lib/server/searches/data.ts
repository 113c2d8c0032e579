// Reads of saved searches and of what they found.
import type { Frequency, SearchKind } from '#lib/searches/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { isShown } from '#lib/server/talents/shown.ts';

export type SavedSearch = {
	id: string;
	accountId: string;
	kind: SearchKind;
	name: string;
	query: string;
	frequency: Frequency;
	/** Moments as the driver writes them. */
	lookedAt: string;
	/** The organization it was saved for. */
	organizationId: string | null;
	slug: string | null;
	/** Results found since the owner last looked that the reader may see now. */
	fresh: number;
};

/** An account's own saved searches, or those of an organization of its; the newest first. */
export function savedSearchesOf(
	db: Database,
	accountId: string,
	organizationId?: string
): Promise<SavedSearch[]> {
	const sql = reader(db);
	const whose = organizationId
		? sql`s.organization_id = ${organizationId}`
		: sql`s.account_id = ${accountId} and s.organization_id is null`;
	return sql<SavedSearch[]>`${columns(sql, accountId)} where ${whose} and s.deleted_at is null
		order by s.created_at desc, s.id`;
}

/** A saved search that the account may see: its own, or one of an organization it belongs to. */
export async function savedSearchFor(
	db: Database,
	accountId: string,
	id: string
): Promise<SavedSearch | undefined> {
	const sql = reader(db);
	const [row] = await sql<SavedSearch[]>`${columns(sql, accountId)}
		where s.id = ${id} and s.deleted_at is null and (
			(s.account_id = ${accountId} and s.organization_id is null) or s.organization_id in (
				select organization_id from memberships where account_id = ${accountId}))`;
	return row;
}

/** Found listings that are open, and talents that the reader may see now. */
const seen = `from saved_search_items i
	left join listings l on l.id = i.listing_id and l.state = 'open'
	left join talents t on t.id = i.talent_id and ${isShown('reader.id', 's.organization_id')}
	where i.search_id = s.id and coalesce(l.id, t.id) is not null`;

function columns(sql: ReturnType<typeof reader>, readerId: string) {
	return sql`select s.id, s.account_id as "accountId", s.kind, s.name, s.query, s.frequency,
			s.looked_at as "lookedAt", o.id as "organizationId", o.slug,
			(select count(*)::int ${sql.unsafe(seen)} and i.found_at > s.looked_at) as fresh
		from saved_searches s cross join (select ${readerId}::text as id) reader
		left join organizations o on o.id = s.organization_id`;
}

export type FoundItem = { id: string; foundAt: string };

/** What a search has found since it was saved and its reader may see now, the latest first; at most `limit`. */
export function foundItems(
	db: Database,
	readerId: string,
	searchId: string,
	limit: number
): Promise<FoundItem[]> {
	const sql = reader(db);
	return sql<FoundItem[]>`
		select found.* from saved_searches s cross join (select ${readerId}::text as id) reader
		cross join lateral (
			select i.found_id as id, i.found_at as "foundAt" ${sql.unsafe(seen)} and i.found_at is not null) found
		where s.id = ${searchId} order by found."foundAt" desc, found.id limit ${limit}`;
}
