// The search for talents as its page shows it, in the reader's language. Only members of a verified organization
// search; contact, files and other fields than those of a row never come this far.
import type { Actor } from '#lib/accounts/types.ts';
import type { App } from '#lib/server/app.ts';
import type { CandidateRow } from '#lib/server/matching/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { isTold, marksOf, understoodPart } from '#lib/server/search/page.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';
import { foundTalents } from '#lib/server/talents/found.ts';
import { talentLine } from '#lib/server/talents/line.ts';
import { skillName, talentValueWord } from '#lib/server/talents/words.ts';
import type { TalentGroup, TalentSearchPage } from '#lib/talents/found.ts';
import {
	availableNow,
	chosenTalentValues,
	talentFacets,
	talentFacetWords,
	type TalentFacet,
	type TalentQuery
} from '#lib/talents/search.ts';
import { highlighter } from '#lib/text/highlight.ts';

/** Only verified organizations find talents; the others are told why. */
export type TalentSearch = { state: 'unverified' } | ({ state: 'found' } & TalentSearchPage);

/** One page of a search for talents by a member of an organization. */
export async function searchTalents(
	app: App,
	actor: Actor | undefined,
	slug: string,
	query: TalentQuery
): Promise<TalentSearch> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return { state: 'unverified' };
	const viewer = { accountId: actor!.accountId, organizationId: organization.id };
	const [found, skills] = await Promise.all([foundTalents(app, viewer, query), skillDirectory(app.db)]);
	const wanted = new Set(
		found.parts.flatMap(({ as, values, without }) => (as === 'skill' && !without ? values : []))
	);
	for (const skill of query.filters.skill) wanted.add(skill);
	const mark = highlighter(found.terms);
	const line = (row: CandidateRow) => talentLine(row, skills, wanted, (text) => marksOf(mark(text)));
	return {
		state: 'found',
		total: found.total,
		rows: found.rows.map(line),
		more: found.more.map(line),
		parts: found.parts
			.filter(isTold)
			.map((part) => understoodPart(part, query.q, (_, id) => skillName(skills, id), skills)),
		groups: talentFacets.map((facet) => groupOf(facet, found.facets[facet], query, skills)),
		narrow: found.total > 0 ? [] : narrowFacets(query, found.facets)
	};
}

/** Values shown of the skills, besides the chosen ones. */
const mostValues = 12;

function groupOf(
	facet: TalentFacet,
	counts: Record<string, number>,
	{ filters }: TalentQuery,
	directory: SkillDirectory
): TalentGroup {
	const words = talentFacetWords[facet];
	const all = words ? words.map((value): Entry => [value, counts[value] ?? 0]) : Object.entries(counts);
	const inOrder = all.sort(orders[facet] ?? byCount);
	const entries =
		facet === 'skill'
			? inOrder.filter(([value], place) => place < mostValues || filters.skill.includes(value))
			: inOrder;
	return {
		facet,
		options: entries.map(([value, count]) => [value, talentValueWord(facet, value, directory), count])
	};
}

type Entry = [value: string, count: number];
const byValue = (a: Entry, b: Entry) => (a[0] < b[0] ? -1 : 1);
const byCount = (a: Entry, b: Entry) => b[1] - a[1] || byValue(a, b);
const asListed = () => 0;

/** Facets whose values read best in their own order; the others go by count. */
const orders: Partial<Record<TalentFacet, (a: Entry, b: Entry) => number>> = {
	degree: asListed,
	days: asListed,
	evidence: asListed,
	from: (a, b) => Number(b[0] === availableNow) - Number(a[0] === availableNow) || byValue(a, b)
};

/** Counts leave a facet's own choice out: a count above 0 is what the search would find without it. */
function narrowFacets(
	query: TalentQuery,
	counts: Record<TalentFacet, Record<string, number>>
): TalentFacet[] {
	const chosen = new Set(chosenTalentValues(query).map(({ facet }) => facet));
	return [...chosen].filter((facet) => Object.values(counts[facet]).some((count) => count > 0));
}
