// The nightly numbers per skill, district and study level: what every page that shows "over time" reads.
import { sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
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
		await tx.execute(sql`
			insert into snapshot_days (day, open_roles)
			values (${day}, (select count(*) from listings where kind = 'role' and state = 'open'))
			on conflict (day) do update set open_roles = excluded.open_roles, taken_at = now()`);
	});
}

/** `version` differs between any two snapshots, also of one day. */
export type Snapshot = { day: string; openRoles: number; version: string };

/** The snapshot taken last; undefined before the first night. */
export async function newestSnapshot(db: Database): Promise<Snapshot | undefined> {
	const [row] = await reader(db)<Snapshot[]>`
		select day::text, open_roles as "openRoles",
			to_char(taken_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS.US') as version
		from snapshot_days order by day desc limit 1`;
	return row;
}

/** How many open roles needed each skill when the snapshot of a day was taken. */
export async function needsInSnapshot(db: Database, day: string): Promise<Map<string, number>> {
	const rows = await reader(db)<{ skill: string; roles: number }[]>`
		select skill_id as skill, sum(roles)::int as roles from skill_snapshots where day = ${day}::date
		group by skill_id having sum(roles) > 0`;
	return new Map(rows.map(({ skill, roles }) => [skill, roles]));
}
