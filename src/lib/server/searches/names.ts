// Saved searches in words: their filters as chips, and the name that is suggested for one.
import { m } from '#lib/i18n/generated/messages.js';
import type { FacetData } from '#lib/search/page.ts';
import { chosenValues, isOpen, ranges, type OpenFacet, type SearchQuery } from '#lib/search/query.ts';
import { chipsOf, valueWord, type Chip } from '#lib/search/words.ts';
import { savedQuery } from '#lib/searches/query.ts';
import { nameMax } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { namesOf, type NameOf } from '#lib/server/search/facets.ts';

export type SearchWords = { chips: string[]; name: string };

/** Each stored query in the reader's language: its words and filters, and a name made of them. */
export async function searchWords(app: App, queries: readonly string[]): Promise<SearchWords[]> {
	const asked = queries.map(savedQuery);
	const hosts = [...new Set(asked.flatMap(({ filters }) => filters.organization))];
	const nameOf = await namesOf(app, hosts);
	return asked.map((query) => wordsOf(query, nameOf));
}

function wordsOf(query: SearchQuery, nameOf: NameOf): SearchWords {
	const named = (facet: OpenFacet): FacetData[OpenFacet] =>
		query.filters[facet].map((id) => [id, nameOf(facet, id), 0]);
	const quoted = query.q ? [m.searches_words({ words: query.q })] : [];
	const filters = chipsOf(query, {
		counts: {},
		skill: named('skill'),
		organization: named('organization'),
		gives: query.gives && nameOf('skill', query.gives)
	});
	const chips = [...quoted, ...filters.map(({ text }) => text)];
	const values = chosenValues(query).map(({ facet, value }) =>
		isOpen(facet) ? nameOf(facet, value) : valueWord(facet, value)
	);
	const limits = filters.filter(({ of }) => isRange(of)).map(({ text }) => text);
	const name = [query.q, ...values, ...limits].filter(Boolean).join(' · ') || m.searches_everything();
	return { chips: chips.length ? chips : [m.searches_everything()], name: cut(name) };
}

const isRange = (of: Chip['of']) => ranges.some((range) => range === of);

function cut(name: string): string {
	const characters = [...name];
	return characters.length <= nameMax ? name : `${characters.slice(0, nameMax - 1).join('')}…`;
}
