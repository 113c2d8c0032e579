// The search side: the outbox of documents to send, and the documents PostgreSQL itself searches.
import { sql } from 'drizzle-orm';
import { check, customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment, words } from '#lib/server/db/columns.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const documentKinds = ['listing', 'talent'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** One mark per document that changed. The worker removes a mark only if its version is still the one it sent. */
export const searchOutbox = pgTable(
	'search_outbox',
	{
		kind: text({ enum: documentKinds }).notNull(),
		documentId: text().notNull(),
		/** Counts marks, so that a mark set while the row was being sent survives. */
		version: integer().notNull().default(1),
		attempts: integer().notNull().default(0),
		notBefore: moment().notNull().defaultNow(),
		lastError: text(),
		markedAt: moment().notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.kind, t.documentId] }),
		index('search_outbox_due').on(t.notBefore),
		check('search_outbox_kind', sql`${t.kind} in (${words(documentKinds)})`)
	]
);

/** What PostgreSQL searches: a copy of what an open listing says, as tokens of lib/text. */
export const searchDocuments = pgTable(
	'search_documents',
	{
		listingId: text().primaryKey(),
		/** Version of the listing this copy was made from. */
		version: integer().notNull(),
		/** Folded tokens: A title, B skills and organization, C text. */
		tokens: tsvector().notNull(),
		/** Facet values as 'facet:value', so that one index answers every filter. */
		facets: text().array().notNull(),
		/** Whole CNY a month, to filter and sort pay across units; absent where not said. */
		payFrom: integer(),
		payTo: integer(),
		publishedAt: moment().notNull(),
		validUntil: text().notNull()
	},
	(t) => [
		index('search_documents_tokens').using('gin', t.tokens),
		index('search_documents_facets').using('gin', t.facets),
		index('search_documents_published').on(t.publishedAt)
	]
);
