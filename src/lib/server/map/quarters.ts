// Quarterly figures by district and skill group, for the monitoring of the action plan: of each quarter the last
// snapshot, so the running one is of last night. A group counts each listing once.
import { m } from '#lib/i18n/generated/messages.js';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { districtWord } from '#lib/listings/words.ts';
import { figuresBySkill, noFigures, type Counted, type Figures } from '#lib/map/figures.ts';
import type { MapName } from '#lib/map/page.ts';
import type { Measure } from '#lib/map/quarters.ts';
import { quarterOf } from '#lib/map/query.ts';
import { peopleWord, quarterWord } from '#lib/map/words.ts';
import { districts, type District } from '#lib/organizations/types.ts';
import type { App } from '#lib/server/app.ts';
import { numberColumns } from '#lib/server/map/csv.ts';
import { countedThen, peopleOn, snapshotDays } from '#lib/server/map/data.ts';
import { nameOf } from '#lib/server/map/page.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { csvOf, type Cell } from '#lib/server/web/csv.ts';

export type QuarterPage = {
	/** The newest first; none before the first snapshot. */
	quarters: string[];
	quarter: string | undefined;
	/** The day of its numbers, whether it still runs, and whether the demo invented it. */
	day: string | undefined;
	running: boolean;
	sample: boolean;
	/** A number for the whole city and for each district, in the order of `districts`. */
	rows: Array<MapName & { city: number; districts: number[] }>;
};

/** One quarter: a row for each group. An unknown quarter is the newest. */
export async function quarterPage(
	app: App,
	asked: string | undefined,
	measure: Measure
): Promise<QuarterPage> {
	const [ends, { samples }, groups] = await Promise.all([endsOf(app), snapshotDays(app.db), groupsOf(app)]);
	const quarters = [...ends.keys()];
	const quarter = asked !== undefined && ends.has(asked) ? asked : quarters[0];
	const day = quarter && ends.get(quarter);
	const rows = day
		? await countedThen(
				app.db,
				day,
				groups.map(({ id }) => id)
			)
		: [];
	const of = figuresIn(rows);
	return {
		...{ quarters, quarter, day },
		running: quarter === quarterOf(dayInNanjing(app.now())),
		sample: day !== undefined && samples.has(day),
		rows: groups.map((group) => ({
			...group,
			city: of(undefined, group.id)[measure],
			districts: districts.map((district) => of(district, group.id)[measure])
		}))
	};
}

/** Every quarter, district and group as a table to take away. People are of the whole city only. */
export async function quartersCsv(app: App): Promise<{ name: string; text: string }> {
	const [ends, { days }, groups] = await Promise.all([endsOf(app), snapshotDays(app.db), groupsOf(app)]);
	const ids = groups.map(({ id }) => id);
	const rows: Cell[][] = [];
	for (const [quarter, day] of ends) {
		const [of, people] = [
			figuresIn(await countedThen(app.db, day, ids)),
			await peopleOn(app.db, days, day, ids)
		];
		for (const district of [undefined, ...districts])
			for (const { id, name } of groups) {
				const said = people.day ? peopleWord(people.bySkill.get(id) ?? null) : m.map_people_none();
				rows.push([
					...[quarterWord(quarter), day, district ? districtWord(district) : m.map_city(), name],
					...numbersOf(of(district, id), district ? null : said)
				]);
			}
	}
	const columns = [m.map_quarter(), m.map_column_day(), m.map_district(), m.map_group(), ...numberColumns()];
	return { name: `pons-quarters-${dayInNanjing(app.now())}.csv`, text: csvOf(columns, rows) };
}

const numbersOf = (of: Figures, people: string | null): Cell[] => [
	...[of.roles, of.headcount, of.signals, of.wantedFrom, of.wantedTo],
	people,
	...[of.courses, of.seats, of.bases, of.places]
];

/** The last day with a snapshot of each quarter, the newest first. */
async function endsOf(app: App): Promise<Map<string, string>> {
	const { days } = await snapshotDays(app.db);
	return new Map([...new Map(days.map((day) => [quarterOf(day), day]))].reverse());
}

async function groupsOf(app: App): Promise<MapName[]> {
	const { all } = await skillDirectory(app.db);
	return all.filter(({ depth }) => depth === 1).map(nameOf);
}

function figuresIn(rows: Counted[]) {
	const by = new Map<District | undefined, Map<string, Figures>>();
	for (const district of [undefined, ...districts])
		by.set(district, figuresBySkill(rows, { district, level: undefined }));
	return (district: District | undefined, id: string) => by.get(district)!.get(id) ?? noFigures();
}
