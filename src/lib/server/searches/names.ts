// Saved searches in words: their filters as chips, and the name that is suggested for one.
import { m } from '#lib/i18n/generated/messages.js';
import type { FacetData } from '#lib/search/page.ts';
import { chosenValues, isOpen, ranges, type OpenFacet, type SearchQuery } from '#lib/search/query.ts';
import { chipsOf, valueWord, type Chip } from '#lib/search/words.ts';
import { savedQuery, savedTalentQuery } from '#lib/searches/query.ts';
import { nameMax, type SearchKind } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { namesOf, type NameOf } from '#lib/server/search/facets.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';
import { talentValueWord } from '#lib/server/talents/words.ts';
import { talentChips } from '#lib/talents/search-words.ts';
import { chosenTalentValues, type TalentQuery } from '#lib/talents/search.ts';

export type SearchWords = { chips: string[]; name: string };
type Stored = { kind: SearchKind; query: string };

/** Each stored query in the reader's language: its words and filters, and a name made of them. */
export async function searchWords(app: App, stored: readonly Stored[]): Promise<SearchWords[]> {
	const asked = stored.filter(({ kind }) => kind === 'listing').map(({ query }) => savedQuery(query));
	const hosts = [...new Set(asked.flatMap(({ filters }) => filters.organization))];
	const [nameOf, directory] = await Promise.all([namesOf(app, hosts), skillDirectory(app.db)]);
	return stored.map(({ kind, query }) =>
		kind === 'talent'
			? talentWords(savedTalentQuery(query), directory)
			: listingWords(savedQuery(query), nameOf)
	);
}

function listingWords(query: SearchQuery, nameOf: NameOf): SearchWords {
	const named = (facet: OpenFacet): FacetData[OpenFacet] =>
		query.filters[facet].map((id) => [id, nameOf(facet, id), 0]);
	const filters = chipsOf(query, {
		counts: {},
		skill: named('skill'),
		organization: named('organization'),
		gives: query.gives && nameOf('skill', query.gives)
	});
	const values = chosenValues(query).map(({ facet, value }) =>
		isOpen(facet) ? nameOf(facet, value) : valueWord(facet, value)
	);
	const limits = filters.filter(({ of }) => isRange(of)).map(({ text }) => text);
	return wordsOf(query.q, filters, [...values, ...limits], m.searches_everything());
}

function talentWords(query: TalentQuery, directory: SkillDirectory): SearchWords {
	const chosen = chosenTalentValues(query).map(({ facet, value }) => ({
		facet,
		options: [[value, talentValueWord(facet, value, directory), 0] as [string, string, number]]
	}));
	const groups = [...Map.groupBy(chosen, ({ facet }) => facet)].map(([facet, some]) => ({
		facet,
		options: some.flatMap(({ options }) => options)
	}));
	const filters = talentChips(query, groups);
	const values = chosen.map(({ options }) => options[0]![1]);
	const limits = filters.filter(({ of }) => of === 'payTo').map(({ text }) => text);
	const { name, chips } = wordsOf(query.q, filters, [...values, ...limits], m.searches_everybody());
	return { name, chips: [m.searches_kind_talent(), ...chips] };
}

function wordsOf(
	q: string,
	filters: ReadonlyArray<{ text: string }>,
	named: string[],
	all: string
): SearchWords {
	const quoted = q ? [m.searches_words({ words: q })] : [];
	const chips = [...quoted, ...filters.map(({ text }) => text)];
	const name = [q, ...named].filter(Boolean).join(' · ') || all;
	return { chips: chips.length ? chips : [all], name: cut(name) };
}

const isRange = (of: Chip['of']) => ranges.some((range) => range === of);

function cut(name: string): string {
	const characters = [...name];
	return characters.length <= nameMax ? name : `${characters.slice(0, nameMax - 1).join('')}…`;
}
