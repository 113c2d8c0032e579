// The roles that a person wants: what courses and bases are recommended for.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { Mark } from '#lib/listings/marks.ts';
import type { App } from '#lib/server/app.ts';
import type { Basis } from '#lib/server/matching/basis.ts';
import { rolesByIds, type RoleRow } from '#lib/server/matching/data.ts';
import type { Person } from '#lib/server/matching/person.ts';
import { rankedRoles } from '#lib/server/matching/ranking.ts';
import { plannedRoles } from '#lib/server/plans/data.ts';

/** So many roles count as wanted. */
const wantedMax = 20;

/** `chosen`: how many of them are planned or saved. */
export type WantedRoles = { chosen: number; roles: RoleRow[] };

/** Open roles that the person plans to reach or has saved, then the best of their list but those they hid. */
export async function wantedRoles(
	app: App,
	basis: Basis,
	person: Person,
	accountId: string,
	marks: ReadonlyMap<string, Mark>
): Promise<WantedRoles> {
	const saved = [...marks].filter(([, mark]) => mark === 'saved').map(([id]) => id);
	const picked = [...new Set([...(await plannedRoles(app.db, accountId)), ...saved])];
	const own = (await rolesByIds(app.db, picked, dayInNanjing(app.now()))).slice(0, wantedMax);
	const best = await rankedRoles(
		app,
		basis,
		person,
		'rank',
		{ limit: wantedMax, offset: 0 },
		({ id }) => picked.includes(id) || marks.get(id) === 'hidden'
	);
	return { chosen: own.length, roles: [...own, ...best.rows].slice(0, wantedMax) };
}
