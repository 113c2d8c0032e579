// What a Meilisearch index is set to, as code: applied at start where the server's settings differ. Documents are
// found by filters over our own terms, so nothing is searchable by Meilisearch's own words.
import type { Corpus } from '#lib/server/search/corpus.ts';
import { mostCandidates } from '#lib/server/search/port.ts';

const equality = { facetSearch: false, filter: { equality: true, comparison: false } };
const comparison = { facetSearch: false, filter: { equality: false, comparison: true } };

const common = {
	searchableAttributes: [],
	displayedAttributes: ['id', 'version'],
	sortableAttributes: ['id', 'publishedAt', 'validUntil'],
	rankingRules: ['sort'],
	// What a word is, is decided by lib/text. Said all the same, so that a server set to anything else is set back.
	dictionary: [],
	stopWords: [],
	separatorTokens: [],
	nonSeparatorTokens: [],
	localizedAttributes: null,
	facetSearch: false,
	prefixSearch: 'disabled',
	proximityPrecision: 'byAttribute',
	typoTolerance: { enabled: false },
	faceting: { maxValuesPerFacet: 1_000, sortFacetValuesBy: { '*': 'count' } },
	pagination: { maxTotalHits: mostCandidates }
} as const satisfies Record<string, unknown>;

/** The settings of the index of a corpus. */
export const settingsOf = ({ facets }: Corpus) => ({
	...common,
	filterableAttributes: [
		{
			attributePatterns: ['id', 'terms', 'under', 'gives', 'blocks', 'starts', ...facets],
			features: equality
		},
		{ attributePatterns: ['payFrom', 'payTo', 'publishedAt', 'validUntil'], features: comparison }
	]
});

/** Whether a setting says all that is wanted; the server adds its defaults and sorts some lists. */
export function holds(present: unknown, wanted: unknown): boolean {
	if (Array.isArray(wanted)) {
		return (
			Array.isArray(present) &&
			present.length === wanted.length &&
			wanted.every((item) => present.some((own) => holds(own, item)))
		);
	}
	if (typeof wanted !== 'object' || wanted === null) return present === wanted;
	if (typeof present !== 'object' || present === null) return false;
	return Object.entries(wanted).every(([name, value]) =>
		holds((present as Record<string, unknown>)[name], value)
	);
}
