// Facets for people: the engine's counts with the names of skills and organizations, those that match what somebody
// typed, and how many listings a search finds. Counts hold only what anyone may search.
import { locale } from '#lib/i18n/locale.ts';
import type { FacetData, FacetOption, SearchCounts } from '#lib/search/page.ts';
import { facets, facetWords, isOpen, type OpenFacet, type SearchQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { searchEngine } from '#lib/server/search/engine.ts';
import { findOrganizations, organizationName } from '#lib/server/search/organization-finder.ts';
import { organizationNames } from '#lib/server/search/organization-names.ts';
import type { EngineAnswer, FacetCounts, ValueCounts } from '#lib/server/search/port.ts';
import { questionOf } from '#lib/server/search/results.ts';
import { isCalled } from '#lib/server/search/sounds.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { fold } from '#lib/text/fold.ts';

/** Values shown of a facet without a closed list, besides the chosen ones. */
const mostValues = 12;

export type NameOf = (facet: OpenFacet, id: string) => string;

/** Names of skills and of at least these organizations; an id that no longer names anything stands for itself. */
export async function namesOf(app: App, organizations: string[]): Promise<NameOf> {
	const [hosts, skills] = await Promise.all([organizationNames(app, organizations), skillDirectory(app.db)]);
	const english = locale() === 'en';
	return (facet, id) => {
		if (facet === 'organization') return hosts.has(id) ? organizationName(hosts.get(id)!).text : id;
		const skill = skills.get(id);
		return skill ? (english ? skill.en : skill.zh) : id;
	};
}

export type Frequent = Record<OpenFacet, Array<[value: string, count: number]>>;

/** The most frequent values of the facets without closed lists, ties by value, and the chosen ones. */
export function mostFrequent(counts: FacetCounts, { filters }: SearchQuery): Frequent {
	const ofOne = (facet: OpenFacet) => frequent(counts[facet], filters[facet]);
	return { skill: ofOne('skill'), organization: ofOne('organization') };
}

/** Of hundreds of values a dozen are shown: those are kept in order, instead of ordering all. */
function frequent(counts: ValueCounts, chosen: readonly string[]): Array<[string, number]> {
	const kept: Array<[string, number]> = [];
	// Not as pairs, of which hundreds would be made to be looked at once.
	counts.forEach((count, value) => {
		let place = kept.length;
		while (place > 0 && isBefore(value, count, kept[place - 1]!)) place--;
		if (place >= mostValues) return;
		if (kept.length === mostValues) kept.pop();
		kept.splice(place, 0, [value, count]);
	});
	const isKept = (value: string) => kept.some(([known]) => known === value);
	const others = chosen.filter((value) => counts.has(value) && !isKept(value));
	const rest = others.map((value): [string, number] => [value, counts.get(value)!]);
	return [...kept, ...rest.sort((a, b) => (isBefore(...a, b) ? -1 : 1))];
}

const isBefore = (value: string, count: number, other: readonly [value: string, count: number]) =>
	count > other[1] || (count === other[1] && value < other[0]);

/** The counts as the page gets them: all of the closed lists, and the named ones of the others. */
export function facetData(
	counts: FacetCounts,
	shown: Frequent,
	query: SearchQuery,
	nameOf: NameOf
): FacetData {
	const named = (facet: OpenFacet) =>
		shown[facet].map(([id, count]): FacetOption => [id, nameOf(facet, id), count]);
	const closed: FacetData['counts'] = {};
	for (const facet of facets) {
		if (isOpen(facet)) continue;
		const own = counts[facet];
		closed[facet] = facetWords[facet].map((value) => own.get(value) ?? 0);
	}
	const gives = query.gives && nameOf('skill', query.gives);
	return { counts: closed, skill: named('skill'), organization: named('organization'), gives };
}

/** How many listings a search finds, with its facets. */
export async function searchCounts(app: App, query: SearchQuery): Promise<SearchCounts> {
	const { total, facets: counts } = await countsOf(app, query);
	const shown = mostFrequent(counts, query);
	const hosts = shown.organization.map(([id]) => id);
	return { total, facets: facetData(counts, shown, query, await namesOf(app, hosts)) };
}

/** How many listings a search finds, as the index has them. */
export async function totalOf(app: App, query: SearchQuery): Promise<number> {
	return (await countsOf(app, query)).total;
}

async function countsOf(app: App, query: SearchQuery): Promise<EngineAnswer> {
	return searchEngine(app).search({ ...(await questionOf(app, query)), offset: 0, limit: 1 });
}

/** Values of a facet by what was typed of their names: the one of that name, then the most frequent; at most twelve. */
export async function facetValues(
	app: App,
	query: SearchQuery,
	facet: OpenFacet,
	typed: string
): Promise<FacetOption[]> {
	const found = await matching(app, facet, typed.slice(0, longestTyped));
	if (found.length === 0) return [];
	// A chosen skill counts with all that lies under it: chosen, each counts as it would if it were.
	const filters = { ...query.filters, [facet]: found.map(([id]) => id) };
	const { facets: counts } = await countsOf(app, { ...query, filters });
	const isNamed = ([, name]: FacetOption) => Number(isCalled(name, fold(typed)));
	return found
		.map(([id, name]): FacetOption => [id, name, counts[facet].get(id) ?? 0])
		.sort((a, b) => isNamed(b) - isNamed(a) || b[2] - a[2])
		.slice(0, mostValues);
}

const longestTyped = 40;
const mostMatching = 50;

async function matching(
	app: App,
	facet: OpenFacet,
	typed: string
): Promise<Array<[id: string, name: string]>> {
	if (facet === 'organization') {
		const found = await findOrganizations(app, typed, mostMatching);
		return found.map((names) => [names.id, organizationName(names).text]);
	}
	const english = locale() === 'en';
	const found = (await skillDirectory(app.db)).suggest(typed, mostMatching);
	return found.map(({ id, zh, en }) => [id, english ? en : zh]);
}
