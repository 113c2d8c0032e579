// The roles that a person wants: what courses and bases are recommended for.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import type { Basis } from '#lib/server/matching/basis.ts';
import { rolesByIds, type RoleRow } from '#lib/server/matching/data.ts';
import type { Person } from '#lib/server/matching/person.ts';
import { rankedRoles } from '#lib/server/matching/ranking.ts';
import { plannedRoles } from '#lib/server/plans/data.ts';

/** So many roles count as wanted. */
const wantedMax = 20;

/** Open roles that the person plans to reach, then the best of their list. */
export async function wantedRoles(
	app: App,
	basis: Basis,
	person: Person,
	accountId: string
): Promise<RoleRow[]> {
	const planned = (await plannedRoles(app.db, accountId)).slice(0, wantedMax);
	const own = await rolesByIds(app.db, planned, dayInNanjing(app.now()));
	const best = await rankedRoles(app, basis, person, 'rank', { limit: wantedMax, offset: 0 });
	const others = best.rows.filter(({ id }) => !planned.includes(id));
	return [...own, ...others].slice(0, wantedMax);
}
