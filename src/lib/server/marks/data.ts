// Reads of what a person marked listings with.
import { and, desc, eq, type SQL } from 'drizzle-orm';
import type { Mark } from '#lib/listings/marks.ts';
import type { ListingKind, ListingState } from '#lib/listings/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { listingMarks } from '#lib/server/marks/table.ts';

export type MarkedListing = {
	id: string;
	kind: ListingKind;
	state: ListingState;
	mark: Mark;
	/** Whether it was edited since it was marked. */
	changed: boolean;
};

const own = (accountId: string, ...more: SQL[]) => and(eq(listingMarks.accountId, accountId), ...more);

/** Listings of an account with a mark, the latest first; only of a kind where one is given. */
export async function markedListings(
	db: Database,
	accountId: string,
	mark: Mark,
	kind?: ListingKind
): Promise<MarkedListing[]> {
	const rows = await db
		.select({
			id: listings.id,
			kind: listings.kind,
			state: listings.state,
			mark: listingMarks.mark,
			version: listings.version,
			seen: listingMarks.version
		})
		.from(listingMarks)
		.innerJoin(listings, eq(listings.id, listingMarks.listingId))
		.where(own(accountId, eq(listingMarks.mark, mark), ...(kind ? [eq(listings.kind, kind)] : [])))
		.orderBy(desc(listingMarks.at), listings.id);
	return rows.map(({ version, seen, ...row }) => ({ ...row, changed: version !== seen }));
}

/** Every mark of an account by the listing's id. */
export async function marksOf(db: Database, accountId: string): Promise<Map<string, Mark>> {
	const rows = await db
		.select({ id: listingMarks.listingId, mark: listingMarks.mark })
		.from(listingMarks)
		.where(own(accountId));
	return new Map(rows.map(({ id, mark }) => [id, mark]));
}

export async function markOf(db: Database, accountId: string, listingId: string): Promise<Mark | 'none'> {
	const [row] = await db
		.select({ mark: listingMarks.mark })
		.from(listingMarks)
		.where(own(accountId, eq(listingMarks.listingId, listingId)));
	return row?.mark ?? 'none';
}
