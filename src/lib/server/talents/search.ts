// The search for talents as its page shows it, in the reader's language. Only members of a verified organization
// search; contact, files and other fields than those of a row never come this far.
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { FacetOption } from '#lib/search/page.ts';
import type { App } from '#lib/server/app.ts';
import type { CandidateRow, Viewer } from '#lib/server/matching/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { isTold, understoodPart } from '#lib/server/search/page.ts';
import { removalsOf } from '#lib/server/search/removals.ts';
import { isCalled } from '#lib/server/search/sounds.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { countTalents, foundTalents } from '#lib/server/talents/found.ts';
import { groupsOf } from '#lib/server/talents/groups.ts';
import { talentLine } from '#lib/server/talents/line.ts';
import { skillName } from '#lib/server/talents/words.ts';
import type { TalentCounts, TalentSearchPage } from '#lib/talents/found.ts';
import { chosenTalentFilters, talentsWithout, type TalentQuery } from '#lib/talents/search.ts';
import { fold } from '#lib/text/fold.ts';
import { marker } from '#lib/text/highlight.ts';
import { searchable } from '#lib/text/searchable.ts';

/** Only verified organizations find talents; the others are told why. */
export type TalentSearch = { state: 'unverified' } | ({ state: 'found' } & TalentSearchPage);

/** One page of a search for talents by a member of an organization. */
export async function searchTalents(
	app: App,
	actor: Actor | undefined,
	slug: string,
	query: TalentQuery
): Promise<TalentSearch> {
	const viewer = await viewerOf(app, actor, slug);
	if (!viewer) return { state: 'unverified' };
	const [found, skills] = await Promise.all([foundTalents(app, viewer, query), skillDirectory(app.db)]);
	const wanted = new Set(
		found.parts.flatMap(({ as, values, without }) => (as === 'skill' && !without ? values : []))
	);
	for (const skill of query.filters.skill) wanted.add(skill);
	const mark = marker(found.terms);
	const line = (row: CandidateRow) => talentLine(row, skills, wanted, (text) => mark(searchable(text)));
	const totalOf = async (asked: TalentQuery) => (await countTalents(app, viewer, asked)).total;
	return {
		state: 'found',
		total: found.total,
		rows: found.rows.map(line),
		more: found.more.map(line),
		parts: found.parts
			.filter(isTold)
			.map((part) => understoodPart(part, query.q, (_, id) => skillName(skills, id), skills)),
		groups: groupsOf(found.facets, query, skills),
		removals:
			found.total > 0
				? []
				: await removalsOf(query.q, chosenTalentFilters(query), found.parts, (removal) =>
						totalOf(talentsWithout(query, removal))
					)
	};
}

/** How many talents a search finds, with the counts of its facets. */
export async function talentCounts(
	app: App,
	actor: Actor | undefined,
	slug: string,
	query: TalentQuery
): Promise<TalentCounts> {
	const viewer = await requireViewer(app, actor, slug);
	const [{ total, facets }, skills] = await Promise.all([
		countTalents(app, viewer, query),
		skillDirectory(app.db)
	]);
	return { total, facets: groupsOf(facets, query, skills) };
}

/** Skills that are looked at, and that are offered. */
const [mostMatching, mostOffered] = [50, 12];

/** Skills by what was typed of their names, each with how many it would find: the one of that name, then by count. */
export async function talentSkills(
	app: App,
	actor: Actor | undefined,
	slug: string,
	query: TalentQuery,
	typed: string
): Promise<FacetOption[]> {
	const viewer = await requireViewer(app, actor, slug);
	const directory = await skillDirectory(app.db);
	const words = typed.slice(0, longestTyped);
	const found = directory.suggest(words, mostMatching).map(({ id }) => id);
	if (found.length === 0) return [];
	// A chosen skill counts with all that lies under it: chosen, each counts as it would if it were.
	const asked = { ...query, filters: { ...query.filters, skill: found } };
	const { facets } = await countTalents(app, viewer, asked);
	const isNamed = ([, name]: FacetOption) => Number(isCalled(name, fold(words)));
	return found
		.map((id): FacetOption => [id, skillName(directory, id), facets.skill.get(id) ?? 0])
		.sort((a, b) => isNamed(b) - isNamed(a) || b[2] - a[2])
		.slice(0, mostOffered);
}

const longestTyped = 40;

/** For whom the actor searches; undefined while the organization is not verified. */
async function viewerOf(app: App, actor: Actor | undefined, slug: string): Promise<Viewer | undefined> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return undefined;
	return { accountId: actor!.accountId, organizationId: organization.id };
}

/** The same, for addresses that only the page of a verified organization asks. */
export async function requireViewer(app: App, actor: Actor | undefined, slug: string): Promise<Viewer> {
	const viewer = await viewerOf(app, actor, slug);
	if (!viewer) throw new Refusal('notAllowed');
	return viewer;
}
