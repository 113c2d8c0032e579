// How many talents each open role finds: counted by the worker once a day, because a desk with fifty roles would
// otherwise look through all talents fifty times.
import { sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { parseCandidateFilter } from '#lib/matching/candidates.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import { listingMatches } from '#lib/server/listings/table.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { rolesByIds } from '#lib/server/matching/data.ts';
import { rankedTalents } from '#lib/server/matching/ranking.ts';

/** Roles of one round, so that a round ends. */
const roundMax = 20;
const nobody = { limit: 0, offset: 0 };
const everybody = parseCandidateFilter(new URLSearchParams());

/** Counts for roles that were not counted today; returns how many there were. */
export async function countMatches(app: App): Promise<number> {
	const today = dayInNanjing(app.now());
	const due = await reader(app.db)<{ id: string; organizationId: string }[]>`
		select l.id, l.organization_id as "organizationId" from listings l
		where l.kind = 'role' and l.state = 'open' and l.valid_until >= ${today}::date and not exists (
			select from listing_matches m where m.listing_id = l.id and m.day = ${today}::date)
		order by l.id limit ${roundMax}`;
	for (const { id, organizationId } of due) {
		const [role] = await rolesByIds(app.db, [id], today);
		const viewer = { accountId: '', organizationId };
		const matches = role?.needs.length
			? (await rankedTalents(app, await matchBasis(app), role, viewer, nobody, everybody)).total
			: null;
		await app.db
			.insert(listingMatches)
			.values({ listingId: id, matches, day: today })
			.onConflictDoUpdate({
				target: listingMatches.listingId,
				set: { matches: sql`excluded.matches`, day: today }
			});
	}
	return due.length;
}
