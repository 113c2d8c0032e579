// Reads of the map of supply and demand: the numbers of today from the rows, those of former days from the snapshots.
// People leave this file only as lib/map/people.ts allows.
import type { StudyLevel } from '#lib/courses/types.ts';
import type { Counted } from '#lib/map/figures.ts';
import { peopleDay, peopleShown, type People } from '#lib/map/people.ts';
import { quarterOf } from '#lib/map/query.ts';
import type { District } from '#lib/organizations/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { countedOn, roomToCount } from '#lib/server/skills/counts.ts';

type Row = {
	skill_id: string;
	district: string;
	study_level: string;
	wanted_from: number;
	wanted_to: number;
} & Omit<Counted, 'skill' | 'level' | 'district' | 'wantedFrom' | 'wantedTo'>;

type Kept = {
	day: string;
	/** What the rows were counted from; any change of it asks for a new count. */
	stamp: string;
	rows: Counted[];
	/** When the count began, ms. */
	at: number;
};
const kept = new WeakMap<Database, Kept>();
const counting = new WeakMap<Database, Promise<Kept>>();
/** With more listings counting takes seconds, and is not done more often than this, ms. */
const manyListings = 20_000;
const rest = 60_000;
/** Where nothing was counted yet, a snapshot of so many days before will do meanwhile. */
const nightsBack = 2;

/**
 * What there is now. Counted again as soon as a listing, an organization or a signal has changed; only in a very large
 * marketplace the last count holds for a minute, and until the next is made. After a start the numbers of last night
 * are shown while the first is made, so that nobody waits for it. `many` is how many listings are very many.
 */
export async function countedNow(db: Database, today: string, many = manyListings): Promise<Counted[]> {
	const { stamp, listings } = await stampOf(db);
	const last = kept.get(db);
	if (last?.day === today && last.stamp === stamp) return last.rows;
	const meanwhile = listings > many ? (last ?? (await lastNight(db, today))) : undefined;
	if (!meanwhile) return (await count(db, today, stamp)).rows;
	if (Date.now() - meanwhile.at > rest && !counting.has(db)) void count(db, today, stamp).catch(() => {});
	return meanwhile.rows;
}

/** The newest snapshot, to be shown until something was counted; undefined when it is too old or was invented. */
async function lastNight(db: Database, today: string): Promise<Kept | undefined> {
	const [night] = await reader(db)<{ day: string }[]>`
		select day::text from snapshot_days
		where not sample and day between ${today}::date - ${nightsBack}::int and ${today}::date order by day desc limit 1`;
	if (!night) return undefined;
	const rows = await countedThen(db, night.day);
	const answer = { day: night.day, stamp: '', rows, at: 0 };
	if (!kept.has(db)) kept.set(db, answer);
	return answer;
}

/** One count at a time; who asks meanwhile gets its answer, unless something had changed before it began. */
async function count(db: Database, day: string, stamp: string): Promise<Kept> {
	for (let running = counting.get(db); running; running = counting.get(db)) {
		const answer = await running.catch(() => undefined);
		if (answer?.day === day && answer.stamp === stamp) return answer;
	}
	const at = Date.now();
	const next = (async () => {
		const rows = await db.transaction(async (tx) => {
			await tx.execute(roomToCount);
			return ((await tx.execute(countedOn(day, 'day'))) as unknown as Row[]).map(toCounted);
		});
		const answer = { day, stamp, rows, at };
		kept.set(db, answer);
		return answer;
	})();
	counting.set(db, next);
	return next.finally(() => {
		if (counting.get(db) === next) counting.delete(db);
	});
}

async function stampOf(db: Database): Promise<{ stamp: string; listings: number }> {
	const [row] = await reader(db)<{ stamp: string; listings: number }[]>`
		select concat_ws(' ', listings, listed, owners, announced) as stamp, listings from
			(select count(*)::int as listings, concat_ws(' ', sum(version), max(updated_at)) as listed from listings) l,
			(select concat_ws(' ', sum(version), max(updated_at), count(*) filter (where verification = 'verified')) as owners
				from organizations) o,
			(select concat_ws(' ', count(*), count(withdrawn_at), max(created_at)) as announced from demand_signals) g`;
	return row!;
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
