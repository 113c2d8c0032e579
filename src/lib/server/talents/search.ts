// The search for talents as its page shows it, in the reader's language. Only members of a verified organization
// search; contact, files and other fields than those of a row never come this far.
import type { Actor } from '#lib/accounts/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { pick } from '#lib/i18n/text.ts';
import { degreeWord, districtWord, employmentWord, evidenceWord } from '#lib/listings/words.ts';
import { daysWord, monthWord } from '#lib/search/words.ts';
import type { District } from '#lib/organizations/types.ts';
import type { App } from '#lib/server/app.ts';
import type { CandidateRow } from '#lib/server/matching/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { isTold, marksOf, understoodPart } from '#lib/server/search/page.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';
import { foundTalents } from '#lib/server/talents/found.ts';
import type { TalentGroup, TalentLine, TalentSearchPage } from '#lib/talents/found.ts';
import {
	availableNow,
	chosenTalentValues,
	talentFacets,
	talentFacetWords,
	type TalentFacet,
	type TalentQuery
} from '#lib/talents/search.ts';
import { wishWords } from '#lib/talents/wish-words.ts';
import { evidences } from '#lib/talents/types.ts';
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
	const line = (row: CandidateRow) => lineOf(row, skills, wanted, (text) => marksOf(mark(text)));
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

/** Skills of a row. */
const mostSkills = 6;

/** A row: the skills that were asked for first, then the best mastered. */
function lineOf(
	{ id, displayName, headline, degree, sample, skills, wishes }: CandidateRow,
	directory: SkillDirectory,
	wanted: ReadonlySet<string>,
	marksIn: (text: string) => number[] | undefined
): TalentLine {
	const isWanted = (skill: string) =>
		wanted.has(skill) || directory.tree.parents(skill).some((parent) => wanted.has(parent));
	const sorted = [...skills].sort(
		(a, b) =>
			Number(isWanted(b.skill)) - Number(isWanted(a.skill)) ||
			b.level - a.level ||
			evidences.indexOf(b.evidence) - evidences.indexOf(a.evidence) ||
			(a.skill < b.skill ? -1 : 1)
	);
	const { pay, districts, ...others } = wishes;
	return {
		id,
		name: displayName,
		nameMarks: marksIn(displayName),
		headline,
		headlineMarks: marksIn(headline),
		degree: degree === 'none' ? '' : degreeWord(degree),
		sample,
		skills: sorted.slice(0, mostSkills).map(({ skill, level, evidence }) => ({
			id: skill,
			name: skillName(directory, skill),
			level,
			evidence: evidence === 'stated' ? '' : evidenceWord(evidence)
		})),
		otherSkills: Math.max(sorted.length - mostSkills, 0),
		wishes: wishWords({
			...others,
			districts: districts as District[],
			pay: pay?.least ?? null,
			payUnit: pay?.unit ?? null
		})
	};
}

function skillName(directory: SkillDirectory, id: string): string {
	const skill = directory.get(id);
	return skill ? pick(skill.zh, skill.en).text : id;
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
		options: entries.map(([value, count]) => [value, wordOf(facet, value, directory), count])
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

function wordOf(facet: TalentFacet, value: string, directory: SkillDirectory): string {
	if (facet === 'skill') return skillName(directory, value);
	if (facet === 'from') return value === availableNow ? m.talents_search_now() : monthWord(value);
	return worded[facet](value as never);
}

const worded: Record<Exclude<TalentFacet, 'skill' | 'from'>, (value: never) => string> = {
	degree: degreeWord,
	type: employmentWord,
	district: districtWord,
	days: daysWord,
	evidence: evidenceWord
};

/** Counts leave a facet's own choice out: a count above 0 is what the search would find without it. */
function narrowFacets(
	query: TalentQuery,
	counts: Record<TalentFacet, Record<string, number>>
): TalentFacet[] {
	const chosen = new Set(chosenTalentValues(query).map(({ facet }) => facet));
	return [...chosen].filter((facet) => Object.values(counts[facet]).some((count) => count > 0));
}
