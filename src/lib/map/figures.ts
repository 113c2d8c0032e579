// The numbers of the map: sums over district and study level, order, and where demand has no teaching. Pure. District
// and study level part the listings, so such sums are true; numbers of different skills are never added up, because
// one listing names several.
import type { StudyLevel } from '#lib/courses/types.ts';
import type { MapOrder, MapQuery } from '#lib/map/query.ts';
import type { District } from '#lib/organizations/types.ts';

export type Figures = {
	/** Open roles that need the skill, and the people they look for. */
	roles: number;
	headcount: number;
	/** Announcements of need before there is a role, and the people they speak of, at least and at most. */
	signals: number;
	wantedFrom: number;
	wantedTo: number;
	/** Courses that give it, and the seats of their runs that have not ended. */
	courses: number;
	seats: number;
	/** Bases that give it, and the places of their periods that have not ended. */
	bases: number;
	places: number;
};

/** What was counted of one skill in one district ('' for none) at one study level ('' for all but courses). */
export type Counted = Figures & { skill: string; district: District | ''; level: StudyLevel | '' };

const names = [
	'roles',
	'headcount',
	'signals',
	'wantedFrom',
	'wantedTo',
	'courses',
	'seats',
	'bases',
	'places'
] as const satisfies ReadonlyArray<keyof Figures>;

export const noFigures = (): Figures => Object.fromEntries(names.map((name) => [name, 0])) as Figures;

/** The figures of each skill within the filters; a skill without any row is not in it. */
export function figuresBySkill(
	rows: Iterable<Counted>,
	{ district, level }: Pick<MapQuery, 'district' | 'level'>
): Map<string, Figures> {
	const found = new Map<string, Figures>();
	for (const row of rows) {
		if (district && row.district !== district) continue;
		if (level && row.level !== '' && row.level !== level) continue;
		const sum = found.get(row.skill) ?? noFigures();
		for (const name of names) sum[name] += row[name];
		found.set(row.skill, sum);
	}
	return found;
}

/** People wanted for whom there is no seat. */
export const unmet = ({ headcount, seats }: Pick<Figures, 'headcount' | 'seats'>) =>
	Math.max(headcount - seats, 0);

/** Roles ask for it, and no course gives it. */
export const isUntaught = ({ roles, courses }: Pick<Figures, 'roles' | 'courses'>) =>
	roles > 0 && courses === 0;

export const isEmpty = (figures: Figures) => names.every((name) => figures[name] === 0);

/** A copy in order; what is alike keeps the order it had, that of the tree. */
export function inOrder<T extends Figures>(lines: readonly T[], order: MapOrder): T[] {
	if (order === 'tree') return [...lines];
	const before = (a: T, b: T) => (order === 'unmet' ? unmet(b) - unmet(a) : 0) || b.headcount - a.headcount;
	return [...lines].sort(before);
}
