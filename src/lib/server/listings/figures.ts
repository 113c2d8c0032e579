// The marketplace in numbers: counted from the rows at the moment, never estimated.
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type SiteFigures = {
	/** Open listings of all kinds. */
	listings: number;
	roles: number;
	/** People that open roles look for. */
	headcount: number;
	/** Seats of runs of open courses that have not ended, taken or not. */
	seats: number;
	/** Places of periods of open bases that have not ended, taken or not. */
	places: number;
	/** Verified organizations. */
	organizations: number;
};

export async function siteFigures(db: Database, today: string): Promise<SiteFigures> {
	const [row] = await reader(db)<SiteFigures[]>`
		select
			(select count(*)::int from listings where state = 'open') as listings,
			open_roles.roles, open_roles.headcount,
			(select coalesce(sum(u.seats), 0)::int from course_runs u join listings l on l.id = u.listing_id
				where l.state = 'open' and u.ends_on >= ${today}::date) as seats,
			(select coalesce(sum(p.places), 0)::int from base_periods p join listings l on l.id = p.listing_id
				where l.state = 'open' and p.ends_on >= ${today}::date) as places,
			(select count(*)::int from organizations where verification = 'verified') as organizations
		from (
			select count(*)::int as roles, coalesce(sum(r.headcount), 0)::int as headcount
			from roles r join listings l on l.id = r.listing_id where l.state = 'open'
		) open_roles`;
	return row!;
}
