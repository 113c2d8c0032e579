// Reads of the map of supply and demand: the numbers of today from the rows, those of former days from the snapshots.
// People leave this file only as lib/map/people.ts allows.
import type { StudyLevel } from '#lib/courses/types.ts';
import type { Counted } from '#lib/map/figures.ts';
import { peopleDay, peopleShown, type People } from '#lib/map/people.ts';
import { quarterOf } from '#lib/map/query.ts';
import type { District } from '#lib/organizations/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { countedOn } from '#lib/server/skills/counts.ts';

type Row = {
	skill_id: string;
	district: string;
	study_level: string;
	wanted_from: number;
	wanted_to: number;
} & Omit<Counted, 'skill' | 'level' | 'district' | 'wantedFrom' | 'wantedTo'>;

/** What there is now; of some skills only, where they are named. */
export async function countedNow(db: Database, today: string, skills?: string[]): Promise<Counted[]> {
	return ((await db.execute(countedOn(today, skills))) as unknown as Row[]).map(toCounted);
}

/** What there was on a day with a snapshot; of some skills only, where they are named. */
export async function countedThen(db: Database, day: string, skills?: string[]): Promise<Counted[]> {
	const sql = reader(db);
	const some = skills ? sql`and skill_id = any(${skills})` : sql``;
	const rows = await sql<Row[]>`select * from skill_snapshots where day = ${day}::date ${some}`;
	return rows.map(toCounted);
}

function toCounted(row: Row): Counted {
	const { roles, headcount, signals, courses, seats, bases, places } = row;
	return {
		skill: row.skill_id,
		district: row.district as District | '',
		level: row.study_level as StudyLevel | '',
		...{ roles, headcount, signals, courses, seats, bases, places },
		wantedFrom: row.wanted_from,
		wantedTo: row.wanted_to
	};
}

/** Days with a snapshot, ascending; and which of them the demo invented. */
export async function snapshotDays(db: Database): Promise<{ days: string[]; samples: ReadonlySet<string> }> {
	const rows = await reader(db)<{ day: string; sample: boolean }[]>`
		select day::text, sample from snapshot_days order by day`;
	return {
		days: rows.map(({ day }) => day),
		samples: new Set(rows.flatMap(({ day, sample }) => (sample ? [day] : [])))
	};
}

/** The last day with a snapshot of each quarter that has passed, the newest first. */
export function quarterEnds(days: readonly string[], today: string): Map<string, string> {
	const last = new Map(days.map((day) => [quarterOf(day), day]));
	last.delete(quarterOf(today));
	return new Map([...last].reverse());
}

/** People by skill as they may be shown on a day, with the day they were counted on. */
export async function peopleOn(db: Database, days: readonly string[], day: string, skills?: string[]) {
	const counted = peopleDay(days, day);
	if (counted === undefined) return { day: undefined, bySkill: new Map<string, People>() };
	const sql = reader(db);
	const some = skills ? sql`and skill_id = any(${skills})` : sql``;
	const rows = await sql<{ id: string; exact: number }[]>`
		select skill_id as id, sum(talents)::int as exact from skill_snapshots
		where day = ${counted}::date ${some} group by skill_id`;
	return { day: counted, bySkill: new Map(rows.map(({ id, exact }) => [id, peopleShown(exact)])) };
}
