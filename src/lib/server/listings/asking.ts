// From the other side: which open roles ask for what a course or base gives. Counted by the search that each number
// leads to, so that a number and its list never differ.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { Asking } from '#lib/listings/view.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { parseQuery, searchPath } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { givenSkills, listingCards } from '#lib/server/listings/data.ts';
import { findListings } from '#lib/server/search/results.ts';

/** Roles named on the page; the search has all. */
const namedMax = 5;

/** Roles that ask for what a listing gives, a programme with what its courses give; undefined for what gives nothing. */
export async function rolesAsking(app: App, kind: ListingKind, id: string): Promise<Asking | undefined> {
	const skills = kind === 'role' ? [] : await givenSkills(app.db, id);
	if (skills.length === 0) return undefined;
	// As the search page reads it: of very many skills it takes so many.
	const query = parseQuery(
		new URLSearchParams([['kind', 'role'], ...skills.map((skill) => ['skill', skill])])
	);
	const { total, ids, facets } = await findListings(app, query, namedMax);
	const roles = await listingCards(app.db, ids, dayInNanjing(app.now()));
	const bySkill = Object.fromEntries(skills.map((skill) => [skill, facets.skill.get(skill) ?? 0]));
	return { total, path: searchPath(query), bySkill, roles };
}
