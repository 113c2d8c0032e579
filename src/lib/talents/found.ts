// What the page of a search for talents shows, in words: made by the server, read by the browser.
import type { SkillLevel } from '#lib/listings/types.ts';
import type { Removal, UnderstoodPart } from '#lib/search/page.ts';
import type { TalentFacet } from '#lib/talents/search.ts';

export type TalentGroup = {
	facet: TalentFacet;
	options: Array<[value: string, label: string, count: number]>;
};

/** A row. Marks are the parts that were searched for: from, to, from, to …, ascending. */
export type TalentLine = {
	id: string;
	name: string;
	nameMarks: number[] | undefined;
	headline: string;
	headlineMarks: number[] | undefined;
	degree: string;
	sample: boolean;
	/** The first few; `evidence` in words where there is more than what the person says. */
	skills: Array<{ id: string; name: string; level: SkillLevel; evidence: string }>;
	otherSkills: number;
	wishes: string[];
};

/** How many a search finds, without them. */
export type TalentCounts = { total: number; facets: TalentGroup[] };

export type TalentSearchPage = {
	total: number;
	rows: TalentLine[];
	/** The second part: talents with some of the words, or a related skill. Only where few have all. */
	more: TalentLine[];
	parts: UnderstoodPart[];
	groups: TalentGroup[];
	/** What emptied the list; only told when nobody is found. */
	removals: Removal<TalentFacet | 'payTo'>[];
};
