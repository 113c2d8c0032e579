// How an organization's listings do: looked at, applied for, still to answer.
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { accessEndedStates, unansweredStates } from '#lib/applications/types.ts';

export type ListingStanding = {
	id: string;
	/** Looks at its page, of everybody but its own organization. */
	views: number;
	/** Talents that a role finds, counted once a day; null where nothing was counted. */
	matches: number | null;
	/** What the organization sees of applications, and how many of them it has not answered. */
	applications: number;
	unanswered: number;
};

const gone = [...accessEndedStates];
const open = [...unansweredStates];

/** By id; `ids` are an organization's own listings. */
export async function standingOf(db: Database, ids: readonly string[]): Promise<ListingStanding[]> {
	if (!ids.length) return [];
	return reader(db)<ListingStanding[]>`
		select l.id, (select coalesce(sum(v.views), 0)::int from listing_views v where v.listing_id = l.id) as views,
			(select m.matches from listing_matches m where m.listing_id = l.id) as matches,
			count(a.id)::int as applications, (count(a.id) filter (where a.state = any(${open})))::int as unanswered
		from listings l left join applications a on a.listing_id = l.id and a.held_until is null and a.state <> all(${gone})
			and not exists (select from blocked_organizations b
				where b.organization_id = l.organization_id and b.talent_id = a.talent_id)
		where l.id = any(${ids as string[]})
		group by l.id order by l.id`;
}
