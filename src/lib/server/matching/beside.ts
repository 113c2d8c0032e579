// What listings are to the actor in a list that is ordered by something else, such as a search. It must not change what
// is in the list or its order.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import type { Beside } from '#lib/matching/shown.ts';
import { weights } from '#lib/matching/weights.ts';
import type { App } from '#lib/server/app.ts';
import { marksOf } from '#lib/server/marks/data.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import { rolesByIds } from '#lib/server/matching/data.ts';
import { shownMatch } from '#lib/server/matching/explained.ts';
import { gainsAmong } from '#lib/server/matching/gains.ts';
import { personOf, type Person } from '#lib/server/matching/person.ts';
import { wantedRoles } from '#lib/server/matching/wanted.ts';

/** By id, where there is something to say; nothing for visitors and for profiles with too few skills. */
export async function besideOf(
	app: App,
	actor: Actor | undefined,
	listings: readonly { id: string; kind: ListingKind }[]
): Promise<ReadonlyMap<string, Beside>> {
	const found = new Map<string, Beside>();
	if (!actor || listings.length === 0) return found;
	const basis = await matchBasis(app);
	const person = await personOf(app, basis, actor);
	if (!person || person.prepared.skills.length < weights.fewestSkills) return found;
	const idsOf = (isRole: boolean) =>
		listings.filter(({ kind }) => (kind === 'role') === isRole).map(({ id }) => id);
	const [roles, gains] = await Promise.all([
		rolesByIds(app.db, idsOf(true), dayInNanjing(app.now())),
		gainsOf(app, actor, basis, person, idsOf(false))
	]);
	for (const role of roles) {
		const match = shownMatch(basis, person, role);
		if (match) found.set(role.id, { match });
	}
	gains.forEach((gain, id) => found.set(id, { gain }));
	return found;
}

async function gainsOf(app: App, { accountId }: Actor, basis: Basis, person: Person, ids: string[]) {
	if (ids.length === 0) return new Map<string, never>();
	const wanted = await wantedRoles(app, basis, person, accountId, await marksOf(app.db, accountId));
	return gainsAmong(app, basis, person, wanted, ids);
}
