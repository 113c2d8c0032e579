// How many applications an organization's lists show, by listing and state.
import type { InboxFilter } from '#lib/applications/inbox.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { isOpen, narrowed, visible } from '#lib/server/applications/inbox.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type InboxListing = {
	id: string;
	kind: ListingKind;
	titleZh: string | null;
	titleEn: string | null;
	applications: number;
	/** Not answered yet. */
	unanswered: number;
};

export type InboxFigure = Pick<InboxListing, 'id' | 'kind' | 'titleZh' | 'titleEn'> & {
	state: ApplicationState;
	n: number;
};

/** How many there are for each listing in each state: everything that is counted follows from it. */
export async function inboxFigures(db: Database, organizationId: string): Promise<InboxFigure[]> {
	const sql = reader(db);
	return sql<InboxFigure[]>`
		select l.id, l.kind, l.title_zh as "titleZh", l.title_en as "titleEn", c.state, c.n
		from (
			select a.listing_id, a.state, count(*)::int as n from applications a
			where ${visible(sql, organizationId)} group by a.listing_id, a.state
		) c join listings l on l.id = c.listing_id`;
}

/** The listings that have applications, those with most to answer first. */
export function listingsIn(figures: InboxFigure[]): InboxListing[] {
	const byId = new Map<string, InboxListing>();
	for (const { state, n, ...listing } of figures) {
		const sum = byId.get(listing.id) ?? { ...listing, applications: 0, unanswered: 0 };
		sum.applications += n;
		if (isOpen(state)) sum.unanswered += n;
		byId.set(listing.id, sum);
	}
	return [...byId.values()].sort(
		(a, b) => b.unanswered - a.unanswered || b.applications - a.applications || (a.id < b.id ? -1 : 1)
	);
}

type Counts = ReadonlyMap<ApplicationState, number>;

export const sumOf = (counts: Counts, states: readonly ApplicationState[]) =>
	states.reduce((sum, state) => sum + (counts.get(state) ?? 0), 0);

/** How many the filter leaves in each state, whatever state it asks for; a tag is not among what was counted. */
export function countsIn(figures: InboxFigure[], { kind, listing, unanswered }: InboxFilter): Counts {
	const counts = new Map<ApplicationState, number>();
	for (const figure of figures) {
		if (kind && figure.kind !== kind) continue;
		if (listing && figure.id !== listing) continue;
		if (unanswered && !isOpen(figure.state)) continue;
		counts.set(figure.state, (counts.get(figure.state) ?? 0) + figure.n);
	}
	return counts;
}

/** The same counted by the database, for a filter by tag. */
export async function inboxCounts(
	db: Database,
	organizationId: string,
	filter: InboxFilter
): Promise<Counts> {
	const sql = reader(db);
	const rows = await sql<{ state: ApplicationState; n: number }[]>`
		select a.state, count(*)::int as n from applications a
		where ${visible(sql, organizationId)} ${narrowed(sql, { ...filter, state: undefined })}
		group by a.state`;
	return new Map(rows.map(({ state, n }) => [state, n]));
}
