// What is searched: listings, or talents. The same engines, index, statistics and order serve both; a corpus says
// which facets it has and where its documents lie. What may be in a document is decided where it is made.
import { facets, type Facet } from '#lib/search/query.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';
import { talentFacets, type TalentFacet } from '#lib/talents/search.ts';

export type Corpus<F extends string = string> = {
	readonly kind: DocumentKind;
	readonly facets: readonly F[];
	/** Its tables in PostgreSQL, with the first one's key, and its index in Meilisearch. */
	readonly documents: 'search_documents' | 'talent_documents';
	readonly key: 'listing_id' | 'talent_id';
	readonly terms: 'search_terms' | 'talent_terms';
	/** The function that finds the numbers of the documents that hold what is asked for. */
	readonly numbers: 'search_numbers' | 'talent_numbers';
	readonly index: 'listings' | 'talents';
	/** Whether every search must know the last change, because documents may have to vanish at once. */
	readonly isPrivate: boolean;
	/** Whether scores that differ little count as equal; see rank.ts. */
	readonly isCoarse: boolean;
};

export const listingCorpus: Corpus<Facet> = {
	kind: 'listing',
	facets,
	documents: 'search_documents',
	key: 'listing_id',
	terms: 'search_terms',
	numbers: 'search_numbers',
	index: 'listings',
	isPrivate: false,
	isCoarse: false
};

export const talentCorpus: Corpus<TalentFacet> = {
	kind: 'talent',
	facets: talentFacets,
	documents: 'talent_documents',
	key: 'talent_id',
	terms: 'talent_terms',
	numbers: 'talent_numbers',
	index: 'talents',
	isPrivate: true,
	// Long profiles name the same skills as short ones: how well they are mastered says more.
	isCoarse: true
};

export const corpora: Readonly<Record<DocumentKind, Corpus>> = {
	listing: listingCorpus,
	talent: talentCorpus
};
