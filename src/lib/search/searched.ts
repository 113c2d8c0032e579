// What a search box searches: where its form leads, what it asks for suggestions, and where a choice leads.
import { m } from '#lib/i18n/generated/messages.js';
import { everything, searchPath, withWords, type SearchQuery } from '#lib/search/query.ts';
import type { Suggestion } from '#lib/search/suggestions.ts';

export type Searched = {
	/** The page of the results. */
	at: string;
	/** What the box is called. */
	label: string;
	/** The address of the suggestions. */
	suggestions: string;
	/** Where the browser keeps what was searched for lately. */
	kept: string;
	/** The address of the search that a suggestion stands for, with the words that stay beside it. */
	chosen: (entry: Suggestion, words: string) => string;
};

/** Listings; what is chosen keeps the filters of the search that the page shows. */
export function searchedListings(query?: SearchQuery): Searched {
	return {
		at: '/search',
		label: m.search_label(),
		suggestions: '/api/search/suggest',
		kept: 'pons.searches',
		chosen({ organization: host }, words) {
			const next = withWords(query ?? everything(), words);
			if (!host) return searchPath(next);
			const organization = [...new Set([...next.filters.organization, host])];
			return searchPath({ ...next, filters: { ...next.filters, organization } });
		}
	};
}
