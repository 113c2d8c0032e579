// The search side: the outbox of documents to send, and the documents PostgreSQL itself searches.
import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	customType,
	index,
	integer,
	pgSequence,
	pgTable,
	primaryKey,
	text
} from 'drizzle-orm/pg-core';
import { moment, words } from '#lib/server/db/columns.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

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
		/** The version that PostgreSQL's own index has; the mark then waits for Meilisearch, where there is one. */
		stored: integer().notNull().default(0),
		/** How often this document was refused when it was sent alone. */
		attempts: integer().notNull().default(0),
		notBefore: moment().notNull().defaultNow(),
		lastError: text(),
		/** When it was given up: it waits for an operator, or for the next change. */
		parkedAt: moment(),
		markedAt: moment().notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.kind, t.documentId] }),
		index('search_outbox_due').on(t.notBefore),
		index('search_outbox_unstored')
			.on(t.notBefore)
			.where(sql`${t.stored} < ${t.version}`),
		check('search_outbox_kind', sql`${t.kind} in (${words(documentKinds)})`)
	]
);

export const indexNames = ['postgres', 'meilisearch'] as const;
export type IndexName = (typeof indexNames)[number];
export const indexStates = ['whole', 'building', 'down'] as const;

/** How each index is, as the process that feeds it last saw it: for operators, and so that an outage outlives it. */
export const searchIndexes = pgTable(
	'search_indexes',
	{
		name: text({ enum: indexNames }).primaryKey(),
		state: text({ enum: indexStates }).notNull(),
		since: moment().notNull().defaultNow(),
		/** Why it is down. */
		reason: text(),
		/** Which form of documents it holds; another one is built anew. */
		form: integer().notNull().default(0),
		builtAt: moment(),
		/** The last comparison with the rows, by id and version: what it found before it repaired. */
		comparedAt: moment(),
		documents: integer(),
		missing: integer(),
		stale: integer(),
		extra: integer()
	},
	(t) => [
		check('search_indexes_name', sql`${t.name} in (${words(indexNames)})`),
		check('search_indexes_state', sql`${t.state} in (${words(indexStates)})`)
	]
);

/** Numbers the changes of search_documents in the order in which they are committed: one process writes at a time. */
export const searchChanges = pgSequence('search_changes');

/** A table of documents, by the id of what each is made from. */
function documentTable(name: string, key: string) {
	return pgTable(
		name,
		{
			id: text(key).primaryKey(),
			/** A short name for the document, for long lists of them. */
			number: integer().generatedByDefaultAsIdentity(),
			/** Its last change, so that a process can read what it does not know yet. */
			change: bigint({ mode: 'number' })
				.notNull()
				.default(sql`nextval('search_changes')`),
			/** Gone from the index; the row stays to say so, until the index is built anew. */
			removed: boolean().notNull().default(false),
			/** Version of the row this copy was made from. */
			version: integer().notNull(),
			/** Every term once, and the tags as `facet:value`, so that one index answers every search. */
			terms: tsvector().notNull(),
			/** Terms with their counts by field, packed for ranking; see vector.ts. */
			vector: bytea().notNull(),
			/** The terms of the title as hashes. */
			title: bytea().notNull(),
			/** Words by field. */
			lengthA: integer().notNull(),
			lengthB: integer().notNull(),
			lengthC: integer().notNull(),
			/** Tags as `facet:value`, `under:skill` and `starts:month`. */
			tags: text().array().notNull(),
			/** Whole CNY a month, to filter pay across units; absent where not said. */
			payFrom: integer(),
			payTo: integer(),
			publishedAt: moment().notNull(),
			validUntil: text().notNull()
		},
		(t) => [index(`${name}_terms`).using('gin', t.terms), index(`${name}_change`).on(t.change)]
	);
}

/** What PostgreSQL searches: copies of what open listings say, and of what talents show, as terms of lib/text. */
export const searchDocuments = documentTable('search_documents', 'listing_id');
export const talentDocuments = documentTable('talent_documents', 'talent_id');

const termTable = (name: string) =>
	pgTable(name, { term: text().primaryKey(), documents: integer().notNull() });

/** How many documents hold a term: for ranking, whichever engine finds them, and to correct what was mistyped. */
export const searchTerms = termTable('search_terms');
export const talentTerms = termTable('talent_terms');
