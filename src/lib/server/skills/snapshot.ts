// The nightly numbers per skill, district and study level: what every page that shows "over time" reads.
import { sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { countedOn, roomToCount } from '#lib/server/skills/counts.ts';
import { skillSnapshots } from '#lib/server/skills/table.ts';

/** Takes today's snapshot (Asia/Shanghai); taking it again the same day replaces it. */
export async function takeSnapshot(app: App): Promise<void> {
	await app.db.transaction((tx) => writeSnapshot(tx, dayInNanjing(app.now())));
}

/** The same within a transaction. */
export async function writeSnapshot(tx: Transaction, day: string): Promise<void> {
	await tx.delete(skillSnapshots).where(sql`${skillSnapshots.day} = ${day}`);
	await tx.execute(roomToCount);
	await tx.execute(sql`
		insert into skill_snapshots (day, skill_id, district, study_level, roles, named, headcount, signals,
			wanted_from, wanted_to, talents, courses, seats, bases, places)
		select ${day}::date, counted.* from (${countedOn(day, 'night')}) counted`);
	await tx.execute(sql`
		insert into snapshot_days (day, open_roles)
		values (${day}, (select count(*) from listings where kind = 'role' and state = 'open'))
		on conflict (day) do update set open_roles = excluded.open_roles, taken_at = now()`);
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
		select skill_id as skill, sum(named)::int as roles from skill_snapshots where day = ${day}::date
		group by skill_id having sum(named) > 0`;
	return new Map(rows.map(({ skill, roles }) => [skill, roles]));
}
