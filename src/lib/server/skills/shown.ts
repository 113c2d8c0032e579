// What of the marketplace names a skill: to say it before a change, and to mark what shows it in the search index.
import { inArray, sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listingSkills } from '#lib/server/listings/table.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import { talentSkills } from '#lib/server/talents/table.ts';
import type { SkillReach } from '#lib/skills/types.ts';

/** The skills and everything under them. */
export async function withAllUnder(tx: Database | Transaction, skillIds: string[]): Promise<string[]> {
	if (skillIds.length === 0) return [];
	const rows = await tx.execute<{ id: string }>(sql`
		with recursive under (id) as (
			select value from json_array_elements_text(${JSON.stringify(skillIds)}::text::json) value
			union select p.skill_id from skill_parents p join under on p.parent_id = under.id
		)
		select id from under`);
	return rows.map((row) => row.id);
}

/** Marks the listings and talents that name one of the skills. */
export async function markShown(tx: Transaction, skillIds: string[]): Promise<void> {
	if (skillIds.length === 0) return;
	const shown = await tx
		.selectDistinct({ id: listingSkills.listingId })
		.from(listingSkills)
		.where(inArray(listingSkills.skillId, skillIds));
	await markListings(
		tx,
		shown.map((row) => row.id)
	);
	const named = await tx
		.selectDistinct({ id: talentSkills.talentId })
		.from(talentSkills)
		.where(inArray(talentSkills.skillId, skillIds));
	await markTalents(
		tx,
		named.map((row) => row.id)
	);
}

/**
 * How much names one of the skills. `marked` are those whose documents a change makes anew: the skill's own names are in
 * the documents that name it, its place in those of all that lies under it.
 */
export async function reachOf(
	tx: Database | Transaction,
	skillIds: readonly string[],
	marked: readonly string[],
	now: Date
): Promise<SkillReach> {
	const list = (ids: readonly string[]) =>
		sql`(select value from json_array_elements_text(${JSON.stringify(ids)}::text::json) value)`;
	// Ids hold nothing that means something in a pattern.
	const filter = skillIds.length ? `(^|&)(skill|gives)=(${skillIds.join('|')})(&|$)` : '$^';
	const [row] = await tx.execute<SkillReach>(sql`
		with naming as (select distinct listing_id as id from listing_skills where skill_id in ${list(skillIds)})
		select
			(select count(*)::int from naming) as listings,
			(select count(*)::int from naming join listings l using (id) where l.state = 'open') as "openListings",
			(select count(distinct talent_id)::int from talent_skills where skill_id in ${list(skillIds)}) as talents,
			(select count(*)::int from saved_searches where deleted_at is null and query ~ ${filter}) as searches,
			(select count(*)::int from plans p where deleted_at is null and (role_id in (select id from naming)
				or exists (select from plan_items i where i.plan_id = p.id and i.listing_id in (select id from naming)))) as plans,
			(select count(distinct s.signal_id)::int from signal_skills s join demand_signals d on d.id = s.signal_id
				where s.skill_id in ${list(skillIds)} and d.state = 'open' and d.needed_by >= ${dayInNanjing(now)}::date) as signals,
			(select count(distinct certificate_id)::int from certificate_skills where skill_id in ${list(skillIds)}) as certificates,
			(select count(distinct listing_id)::int from listing_skills where skill_id in ${list(marked)})
				+ (select count(distinct talent_id)::int from talent_skills where skill_id in ${list(marked)}) as documents`);
	return row!;
}
