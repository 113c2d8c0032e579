// What the map of supply and demand is asked for, and its address. Pure; nothing a stranger types can make it throw.
import { studyLevels, type StudyLevel } from '#lib/courses/types.ts';
import { districts, type District } from '#lib/organizations/types.ts';
import { emptyFilters, everything, searchPath } from '#lib/search/query.ts';

/** unmet: people wanted beyond the seats; wanted: people wanted; tree: the order of the skill tree. */
export const mapOrders = ['unmet', 'wanted', 'tree'] as const;
export type MapOrder = (typeof mapOrders)[number];

export type MapQuery = {
	/** Id of a group or family whose skills are shown; all of them when absent. */
	group: string | undefined;
	district: District | undefined;
	/** Only courses have a study level: the other numbers do not change with it. */
	level: StudyLevel | undefined;
	/** A quarter that has passed, as 2026Q3; today when absent. */
	quarter: string | undefined;
	order: MapOrder;
	/** Whether the whole list is shown and not only its beginning. */
	all: boolean;
};

export function parseMapQuery(params: URLSearchParams): MapQuery {
	const group = params.get('group') ?? '';
	const quarter = params.get('quarter') ?? '';
	return {
		group: /^[a-z0-9][a-z0-9-]{0,63}$/.test(group) ? group : undefined,
		district: districts.find((known) => known === params.get('district')),
		level: studyLevels.find((known) => known === params.get('level')),
		quarter: /^20\d\dQ[1-4]$/.test(quarter) ? quarter : undefined,
		order: mapOrders.find((known) => known === params.get('order')) ?? 'unmet',
		all: params.has('all')
	};
}

/** The canonical address below `path`: defaults left out. */
export function mapPath(query: MapQuery, path = '/map'): string {
	const params = new URLSearchParams();
	for (const name of ['group', 'district', 'level', 'quarter'] as const)
		if (query[name]) params.set(name, query[name]);
	if (query.order !== 'unmet') params.set('order', query.order);
	if (query.all) params.set('all', '1');
	const text = params.toString();
	return text ? `${path}?${text}` : path;
}

/** The quarter of a day (YYYY-MM-DD), as 2026Q4. */
export const quarterOf = (day: string) => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** The search for exactly the listings that a number of the map counts. */
export function listPath(
	kind: 'role' | 'course' | 'base',
	skill: string,
	{ district, level }: Pick<MapQuery, 'district' | 'level'>
): string {
	const filters = {
		...emptyFilters(),
		kind: [kind],
		district: district ? [district] : [],
		level: kind === 'course' && level ? [level] : []
	};
	return kind === 'role'
		? searchPath({ ...everything(), filters: { ...filters, skill: [skill] } })
		: searchPath({ ...everything(), filters, gives: skill });
}
