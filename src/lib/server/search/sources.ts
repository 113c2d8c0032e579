// Where the documents of each corpus come from: how they are read, which there should be, and how one is marked.
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { openListingIds, readDocuments, wantedStamps } from '#lib/server/search/documents.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import type { SearchDocument, Stamp } from '#lib/server/search/port.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';
import {
	findableTalentIds,
	readTalentDocuments,
	wantedTalentStamps
} from '#lib/server/search/talent-documents.ts';

type Reader = Database | Transaction;

export type Source = {
	/** The documents of those that may be found; the others are not returned. */
	read: (db: Reader, ids: string[], now: Date) => Promise<SearchDocument[]>;
	/** Every document that an index should hold. */
	wanted: (db: Reader, now: Date) => Promise<Stamp[]>;
	/** Ids of all that may have a document, `size` at a time. */
	ids: (db: Database, size: number) => AsyncIterable<string[]>;
	mark: (db: Reader, ids: string[]) => Promise<void>;
};

export const sources: Record<DocumentKind, Source> = {
	listing: { read: readDocuments, wanted: wantedStamps, ids: openListingIds, mark: markListings },
	talent: {
		read: readTalentDocuments,
		wanted: wantedTalentStamps,
		ids: findableTalentIds,
		mark: markTalents
	}
};
