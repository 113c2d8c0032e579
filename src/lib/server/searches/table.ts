// Saved searches, what each has found, and the documents as they were when the searches were last compared with them.
import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { frequencies, searchKinds } from '#lib/searches/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import type { Document } from '#lib/server/searches/batch.ts';
import { talents } from '#lib/server/talents/table.ts';

export const savedSearches = pgTable(
	'saved_searches',
	{
		id: id(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** Whose members see it; absent for the account's own. Talents are searched for an organization only. */
		organizationId: text().references(() => organizations.id, { onDelete: 'cascade' }),
		/** What it looks for. */
		kind: text({ enum: searchKinds }).notNull().default('listing'),
		name: text().notNull(),
		/** The canonical query string of lib/search/query or lib/talents/search, without order and page; '' finds all. */
		query: text().notNull(),
		frequency: text({ enum: frequencies }).notNull(),
		/** Results found after this are new to the owner. */
		lookedAt: moment().notNull().defaultNow(),
		/** Deleted, and back at a click until the nightly cleaning. */
		deletedAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('saved_searches_same')
			.on(t.accountId, sql`coalesce(${t.organizationId}, '')`, t.kind, sql`md5(${t.query})`)
			.where(sql`${t.deletedAt} is null`),
		index('saved_searches_organization').on(t.organizationId),
		// Searches that ask the same are run once; a query is too long for an index.
		index('saved_searches_query').on(sql`md5(${t.query})`),
		check('saved_searches_kind', sql`${t.kind} in (${words(searchKinds)})`),
		check('saved_searches_talents', sql`${t.kind} <> 'talent' or ${t.organizationId} is not null`),
		check('saved_searches_frequency', sql`${t.frequency} in (${words(frequencies)})`),
		check('saved_searches_name', sql`length(${t.name}) between 1 and 80`),
		check('saved_searches_query_length', sql`length(${t.query}) <= 4000`)
	]
);

export const savedSearchItems = pgTable(
	'saved_search_items',
	{
		searchId: text()
			.notNull()
			.references(() => savedSearches.id, { onDelete: 'cascade' }),
		/** What was found: a listing or a talent. */
		listingId: text().references(() => listings.id, { onDelete: 'cascade' }),
		talentId: text().references(() => talents.id, { onDelete: 'cascade' }),
		/** Whichever it is. */
		foundId: text()
			.notNull()
			.generatedAlwaysAs(sql`coalesce(listing_id, talent_id)`),
		/** Absent for what could be found already when the search was saved: it is never new. */
		foundAt: moment(),
		/** When it went into a mail, or when none was wanted. */
		settledAt: moment()
	},
	(t) => [
		primaryKey({ columns: [t.searchId, t.foundId] }),
		index('saved_search_items_listing').on(t.listingId),
		index('saved_search_items_talent').on(t.talentId),
		index('saved_search_items_due')
			.on(t.foundAt)
			.where(sql`${t.settledAt} is null`),
		check('saved_search_items_one', sql`num_nonnulls(${t.listingId}, ${t.talentId}) = 1`)
	]
);

/**
 * The documents of search_documents and talent_documents as saved searches last saw them: a search that did not match this form of a
 * document and matches the present one has found something new. Documents that went away stay for a year, so that a
 * listing closed and opened again is not news; of a talent that went away only the id stays, for a day.
 */
export const seenDocuments = pgTable(
	'seen_documents',
	{
		kind: text({ enum: searchKinds }).notNull().default('listing'),
		documentId: text().notNull(),
		version: integer().notNull(),
		/** The number of the change that was compared last; the highest is where the next round begins. */
		change: bigint({ mode: 'number' }).notNull().default(-1),
		/** What it was matched by; see batch.ts. */
		document: jsonb().$type<Document>().notNull(),
		goneAt: moment()
	},
	(t) => [
		primaryKey({ columns: [t.kind, t.documentId] }),
		index('seen_documents_change').on(t.kind, t.change),
		check('seen_documents_kind', sql`${t.kind} in (${words(searchKinds)})`)
	]
);
