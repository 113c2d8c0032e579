// The numbers of one skill for its page: today's, and how they changed.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { figuresBySkill, noFigures, type Counted, type Figures } from '#lib/map/figures.ts';
import { peopleDay, peopleShown, type People } from '#lib/map/people.ts';
import { shownDays, type TrendPoint } from '#lib/map/trend.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { countedNow, snapshotDays } from '#lib/server/map/data.ts';

export type SkillFigures = Figures & {
	people: People;
	peopleDay: string | undefined;
	/** Whether some days of it were invented with the demo. */
	sample: boolean;
	/** Ascending; the last is today. */
	trend: TrendPoint[];
};

const everywhere = { district: undefined, level: undefined };
const figuresOf = (rows: Counted[], id: string) => figuresBySkill(rows, everywhere).get(id) ?? noFigures();

/** What there is of a skill and everything under it, in the whole city. */
export async function skillFigures(app: App, id: string): Promise<SkillFigures> {
	const { db } = app;
	const today = dayInNanjing(app.now());
	const [rows, { days, samples }] = await Promise.all([countedNow(db, today), snapshotDays(db)]);
	const shown = shownDays(days.filter((day) => day < today));
	const counted = peopleDay(days, today);
	const past = await pastOf(db, id, [...shown, ...days.filter((day) => day === peopleDay(days, day))]);
	const peopleAt = (day: string) => {
		const on = peopleDay(days, day);
		return on === undefined ? undefined : peopleShown(past.get(on)?.talents ?? 0);
	};
	const now = figuresOf(rows, id);
	const points = [
		...shown.map((day) => ({ day, ...(past.get(day) ?? noFigures()) })),
		{ day: today, ...now }
	];
	return {
		...now,
		people: peopleAt(today) ?? null,
		peopleDay: counted,
		sample: shown.some((day) => samples.has(day)),
		trend: points.map(({ day, headcount, seats, places }) => ({
			...{ day, headcount, seats, places },
			people: peopleAt(day)
		}))
	};
}

type Past = Pick<Figures, 'headcount' | 'seats' | 'places'> & { talents: number };

/** The exact numbers of those days; `talents` must not leave this file. */
async function pastOf(db: Database, id: string, days: string[]): Promise<Map<string, Past>> {
	const rows = await reader(db)<Array<Past & { day: string }>>`
		select day::text, sum(headcount)::int as headcount, sum(seats)::int as seats, sum(places)::int as places,
			sum(talents)::int as talents
		from skill_snapshots where skill_id = ${id} and day = any(${[...new Set(days)]}::text[]::date[]) group by day`;
	return new Map(rows.map(({ day, ...past }) => [day, past]));
}
