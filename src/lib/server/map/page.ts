// The map of supply and demand as a page and as a table to take away.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { locale } from '#lib/i18n/locale.ts';
import { figuresBySkill, inOrder, isEmpty, noFigures, type Figures } from '#lib/map/figures.ts';
import type { MapLine, MapName, MapPage } from '#lib/map/page.ts';
import type { MapQuery } from '#lib/map/query.ts';
import type { App } from '#lib/server/app.ts';
import { countedNow, countedThen, peopleOn, quarterEnds, snapshotDays } from '#lib/server/map/data.ts';
import { skillDirectory, type SkillDirectory, type SkillEntry } from '#lib/server/skills/directory.ts';

/** So many skills are shown before the whole list is asked for. */
const firstSkills = 20;

export async function mapPage(app: App, query: MapQuery): Promise<MapPage> {
	const { db } = app;
	const today = dayInNanjing(app.now());
	const [directory, { days, samples }] = await Promise.all([skillDirectory(db), snapshotDays(db)]);
	const quarters = quarterEnds(days, today);
	const then = query.quarter ? quarters.get(query.quarter) : undefined;
	const day = then ?? today;
	const [rows, people] = await Promise.all([
		then ? countedThen(db, then) : countedNow(db, today),
		peopleOn(db, days, day)
	]);
	const figures = figuresBySkill(rows, query);
	const lineOf = (entry: SkillEntry): MapLine => ({
		...nameOf(entry),
		...(figures.get(entry.id) ?? noFigures()),
		people: people.bySkill.get(entry.id) ?? null,
		whole: directory.tree.childCount(entry.id) > 0
	});
	const group = groupOf(directory, query);
	const skills = inOrder(skillsIn(directory, group).map(lineOf), query.order).filter(
		(line) => !isEmpty(line) || line.people !== null
	);
	return {
		day,
		live: then === undefined,
		sample: samples.has(day),
		peopleDay: people.day,
		trail: group ? [...above(directory, group), group].map(nameOf) : [],
		groups: directory.all.filter(({ depth }) => depth === 1).map(nameOf),
		quarters: [...quarters.keys()],
		parts: partsOf(directory, group).map(lineOf),
		skills: query.all ? skills : skills.slice(0, firstSkills),
		total: skills.length
	};
}

/** The `n` skills where the people that open roles look for exceed the seats by most. */
export async function widestGaps(app: App, n: number): Promise<Array<MapName & Figures>> {
	const [directory, rows] = await Promise.all([
		skillDirectory(app.db),
		countedNow(app.db, dayInNanjing(app.now()))
	]);
	const figures = figuresBySkill(rows, { district: undefined, level: undefined });
	const lines = skillsIn(directory, undefined).flatMap((entry) => {
		const found = figures.get(entry.id);
		return found && found.headcount > 0 ? [{ ...nameOf(entry), ...found }] : [];
	});
	return inOrder(lines, 'unmet').slice(0, n);
}

export const nameOf = ({ id, zh, en }: SkillEntry): MapName => ({ id, name: locale() === 'en' ? en : zh });

/** What has skills under it, when it was asked for. */
function groupOf(directory: SkillDirectory, { group }: MapQuery): SkillEntry | undefined {
	const entry = group === undefined ? undefined : directory.get(group);
	return entry && directory.tree.childCount(entry.id) > 0 ? entry : undefined;
}

function above({ get, tree }: SkillDirectory, { id }: SkillEntry): SkillEntry[] {
	const [parent] = tree.parents(id).flatMap((known) => get(known) ?? []);
	return parent ? [...above({ get, tree } as SkillDirectory, parent), parent] : [];
}

const partsOf = ({ all, tree }: SkillDirectory, group: SkillEntry | undefined) =>
	all.filter(({ id, depth }) => (group ? tree.parents(id).includes(group.id) : depth === 1));

/** The single skills of a group, or of the whole tree. */
export function skillsIn({ all, tree }: SkillDirectory, group: SkillEntry | undefined): SkillEntry[] {
	const isWithin = (id: string): boolean =>
		group === undefined || tree.parents(id).some((parent) => parent === group.id || isWithin(parent));
	return all.filter(({ id }) => tree.childCount(id) === 0 && isWithin(id));
}
