// The search page as data: finds, reads the rows with the viewer's rights, and words facets and titles in the
// reader's language, so that the browser gets neither both languages nor the code that folds texts.
import { dayInNanjing, pick } from '#lib/i18n/text.ts';
import { locale } from '#lib/i18n/locale.ts';
import { listingLine } from '#lib/listings/card.ts';
import {
	degreeWord,
	districtWord,
	employmentWord,
	kindWord,
	modeWord,
	studyLevelWord
} from '#lib/listings/words.ts';
import type { FacetGroup, FacetOption, FoundLine, SearchPage } from '#lib/search/page.ts';
import { chosenValues, facets, facetWords, type Facet, type SearchQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { organizationNames, type Names } from '#lib/server/search/organization-names.ts';
import type { FacetCounts } from '#lib/server/search/port.ts';
import { findListings } from '#lib/server/search/results.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';
import { highlighter, type Segment } from '#lib/text/highlight.ts';

/** One page of a search in the reader's language. */
export async function searchPage(app: App, query: SearchQuery): Promise<SearchPage> {
	const found = await findListings(app, query);
	const [cards, organizations, skills] = await Promise.all([
		listingCards(app.db, found.ids, dayInNanjing(app.now())),
		organizationNames(app, Object.keys(found.facets.organization)),
		skillDirectory(app.db)
	]);
	const narrow = found.total > 0 ? [] : narrowFacets(query, found.facets);
	const mark = highlighter(found.terms);
	const rows = cards.map((card) => {
		const line = listingLine(card);
		return { line, marks: marksOf(mark(line.title)) };
	});
	return {
		query,
		total: found.total,
		rows,
		groups: groupsOf(found.facets, { organizations, skills }),
		narrow
	};
}

/** Where the hits begin and end; undefined where there are none. */
function marksOf(pieces: Segment[]): FoundLine['marks'] {
	const marks: number[] = [];
	let at = 0;
	for (const { text, hit } of pieces) {
		if (hit) marks.push(at, at + text.length);
		at += text.length;
	}
	return marks.length > 0 ? marks : undefined;
}

/** Counts leave a facet's own choice out: a count above 0 is what the search would find without it. */
function narrowFacets(query: SearchQuery, counts: FacetCounts): Facet[] {
	const chosen = new Set(chosenValues(query).map(({ facet }) => facet));
	return [...chosen].filter((facet) => Object.values(counts[facet]).some((count) => count > 0));
}

type Labels = { organizations: ReadonlyMap<string, Names>; skills: SkillDirectory };

/** Facets whose values read best in their own order; the others go by count. */
const inOwnOrder: readonly Facet[] = ['kind', 'degree', 'level'];

function groupsOf(counts: FacetCounts, labels: Labels): FacetGroup[] {
	const groups = facets.map((facet) => {
		const values = Object.entries(counts[facet]).sort((a, b) => order(facet, a, b));
		const options = values.map(([value, count]): FacetOption => [
			value,
			labelOf(facet, value, labels),
			count
		]);
		return { facet, options };
	});
	return groups.filter(({ options }) => options.length > 0);
}

function order(facet: Facet, a: [string, number], b: [string, number]): number {
	const own = inOwnOrder.includes(facet) ? facetWords[facet] : undefined;
	if (own) return own.indexOf(a[0]) - own.indexOf(b[0]);
	return b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
}

type Worded = Record<Exclude<Facet, 'skill' | 'organization'>, (value: never) => string>;
const worded: Worded = {
	kind: kindWord,
	district: districtWord,
	type: employmentWord,
	degree: degreeWord,
	level: studyLevelWord,
	mode: modeWord
};

/** A value in words. An id that no longer names anything is shown as it is. */
function labelOf(facet: Facet, value: string, { organizations, skills }: Labels): string {
	if (facet === 'skill') {
		const skill = skills.get(value);
		return skill ? (locale() === 'en' ? skill.en : skill.zh) : value;
	}
	if (facet === 'organization') {
		const names = organizations.get(value);
		return names ? pick(names.zh, names.en).text : value;
	}
	return worded[facet](value as never);
}
