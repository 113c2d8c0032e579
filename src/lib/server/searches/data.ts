// Reads of saved searches and of what they found.
import type { Frequency } from '#lib/searches/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type SavedSearch = {
	id: string;
	accountId: string;
	name: string;
	query: string;
	frequency: Frequency;
	/** Moments as the driver writes them. */
	lookedAt: string;
	/** The organization it was saved for. */
	slug: string | null;
	/** Open results found since the owner last looked. */
	fresh: number;
};

type Scope = { accountId: string } | { organizationId: string };

/** An account's own saved searches, or an organization's; the newest first. */
export function savedSearchesOf(db: Database, scope: Scope): Promise<SavedSearch[]> {
	const sql = reader(db);
	const whose =
		'accountId' in scope
			? sql`s.account_id = ${scope.accountId} and s.organization_id is null`
			: sql`s.organization_id = ${scope.organizationId}`;
	return sql<SavedSearch[]>`${columns(sql)} where ${whose} and s.deleted_at is null
		order by s.created_at desc, s.id`;
}

/** A saved search that the account may see: its own, or one of an organization it belongs to. */
export async function savedSearchFor(
	db: Database,
	accountId: string,
	id: string
): Promise<SavedSearch | undefined> {
	const sql = reader(db);
	const [row] = await sql<SavedSearch[]>`${columns(sql)}
		where s.id = ${id} and s.deleted_at is null and (
			(s.account_id = ${accountId} and s.organization_id is null) or s.organization_id in (
				select organization_id from memberships where account_id = ${accountId}))`;
	return row;
}

function columns(sql: ReturnType<typeof reader>) {
	return sql`select s.id, s.account_id as "accountId", s.name, s.query, s.frequency, s.looked_at as "lookedAt",
			o.slug, (
				select count(*)::int from saved_search_items i
				join listings l on l.id = i.listing_id and l.state = 'open'
				where i.search_id = s.id and i.found_at > s.looked_at
			) as fresh
		from saved_searches s left join organizations o on o.id = s.organization_id`;
}

export type FoundItem = { listingId: string; foundAt: string };

/** What a search has found since it was saved, the latest first; at most `limit`. */
export function foundItems(db: Database, searchId: string, limit: number): Promise<FoundItem[]> {
	return reader(db)<FoundItem[]>`
		select i.listing_id as "listingId", i.found_at as "foundAt" from saved_search_items i
		join listings l on l.id = i.listing_id and l.state = 'open'
		where i.search_id = ${searchId} and i.found_at is not null
		order by i.found_at desc, i.listing_id limit ${limit}`;
}
