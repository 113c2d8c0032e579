// The nightly numbers per skill, district and study level: what every page that shows "over time" reads.
import { sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import { skillSnapshots } from '#lib/server/skills/table.ts';

/** Takes today's snapshot (Asia/Shanghai); taking it again the same day replaces it. */
export async function takeSnapshot(app: App): Promise<void> {
	const day = dayInNanjing(app.now());
	await app.db.transaction(async (tx) => {
		await tx.delete(skillSnapshots).where(sql`${skillSnapshots.day} = ${day}`);
		await tx.execute(sql`
			insert into skill_snapshots (day, skill_id, district, study_level, roles, headcount, talents, seats, places)
			select ${day}::date, skill_id, district, study_level,
				sum(roles), sum(headcount), sum(talents), sum(seats), sum(places)
			from (
				select s.skill_id, coalesce(l.district, '') district, '' study_level,
					1 roles, r.headcount::int headcount, 0 talents, 0 seats, 0 places
				from listings l
				join roles r on r.listing_id = l.id
				join (select distinct listing_id, skill_id from listing_skills where relation in ('required', 'preferred')) s
					on s.listing_id = l.id
				where l.state = 'open'
				union all
				select skill_id, '', '', 0, 0, 1, 0, 0 from talent_skills
				union all
				select s.skill_id, coalesce(l.district, ''), c.study_level, 0, 0, 0, u.seats, 0
				from listings l
				join courses c on c.listing_id = l.id
				join course_runs u on u.listing_id = l.id and u.ends_on >= ${day}::date
				join listing_skills s on s.listing_id = l.id and s.relation = 'taught'
				where l.state = 'open'
				union all
				select s.skill_id, coalesce(l.district, ''), '', 0, 0, 0, 0, p.places
				from listings l
				join base_periods p on p.listing_id = l.id and p.ends_on >= ${day}::date
				join listing_skills s on s.listing_id = l.id and s.relation = 'practised'
				where l.state = 'open'
			) part
			group by skill_id, district, study_level`);
	});
}
