// Invents the demo's past: snapshots of the weeks before it was loaded, so that what is shown over time is not empty.
// They are made from today's numbers by factors that differ by week and district alone: within one district a group
// stays as large as what lies under it. Marked as samples, like everything else of the demo.
import { sql } from 'drizzle-orm';
import { districts } from '#lib/organizations/types.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { Random } from '#lib/server/demo/random.ts';
import { writeSnapshot } from '#lib/server/skills/snapshot.ts';

const weeks = 44;
/** What there was in the first week, as a share of today's. */
const start = { demand: 0.45, people: 0.4 };
/** Courses come with the term: before so many weeks there was this share of them. */
const terms = [
	{ before: 12, share: 0.75 },
	{ before: 32, share: 0.5 }
];

type Factor = { day: string; district: string; demand: number; teaching: number; people: number };

/** Takes the snapshot of the day of loading, and derives those of the weeks before from it. */
export async function writeHistory(tx: Transaction, random: Random, calendar: Calendar): Promise<void> {
	const today = calendar.day(0);
	await writeSnapshot(tx, today);
	const factors = JSON.stringify(factorsOf(random, calendar));
	const factor = sql`jsonb_to_recordset(${factors}::jsonb)
		f (day date, district text, demand real, teaching real, people real)`;
	await tx.execute(sql`
		insert into skill_snapshots (day, skill_id, district, study_level, roles, named, headcount, signals,
			wanted_from, wanted_to, talents, courses, seats, bases, places)
		select f.day, s.skill_id, s.district, s.study_level,
			round(s.roles * f.demand), round(s.named * f.demand), round(s.headcount * f.demand), 0, 0, 0,
			round(s.talents * f.people), round(s.courses * f.teaching), round(s.seats * f.teaching),
			round(s.bases * f.demand), round(s.places * f.demand)
		from skill_snapshots s join ${factor} on f.district = s.district
		where s.day = ${today}::date`);
	await tx.execute(sql`
		insert into snapshot_days (day, open_roles, taken_at, sample)
		select f.day, round(avg(f.demand) * t.open_roles), f.day, true
		from ${factor}, snapshot_days t where t.day = ${today}::date group by f.day, t.open_roles`);
	await tx.execute(sql`update snapshot_days set sample = true where day = ${today}::date`);
}

function factorsOf(random: Random, calendar: Calendar): Factor[] {
	return ['', ...districts].flatMap((district) => {
		const [phase, late] = [random.next() * 6, random.between(-3, 3)];
		return Array.from({ length: weeks }, (_, i) => {
			const ago = i + 1;
			const past = ago / weeks;
			const wave = 0.08 * Math.sin(ago / 5 + phase) * Math.min(1, ago / 6);
			return {
				day: calendar.day(-7 * ago),
				district,
				demand: 1 - (1 - start.demand) * past + wave,
				teaching: terms.reduce((share, term) => (ago > term.before + late ? term.share : share), 1),
				people: 1 - (1 - start.people) * past
			};
		});
	});
}
