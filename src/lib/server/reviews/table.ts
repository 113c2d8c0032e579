// What an organization's members write down about applications: notes, ratings and tags. Only they ever see them.
import { sql } from 'drizzle-orm';
import { check, index, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { noteMax, ratingMax, tagMax } from '#lib/reviews/schema.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { createdAt, id, moment } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';

const number = (value: number) => sql.raw(String(value));
const applicationId = () =>
	text()
		.notNull()
		.references(() => applications.id, { onDelete: 'cascade' });

export const applicationNotes = pgTable(
	'application_notes',
	{
		id: id(),
		applicationId: applicationId(),
		/** Who wrote it; nobody once that account is gone. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		text: text().notNull(),
		createdAt: createdAt(),
		/** Taken away by its writer, who may still bring it back. */
		removedAt: moment()
	},
	(t) => [
		index('application_notes_application').on(t.applicationId, t.createdAt),
		index('application_notes_account').on(t.accountId),
		check('application_notes_length', sql`length(${t.text}) between 1 and ${number(noteMax)}`)
	]
);

/** One of each member. */
export const applicationRatings = pgTable(
	'application_ratings',
	{
		applicationId: applicationId(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		rating: smallint().notNull(),
		at: moment().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.applicationId, t.accountId] }),
		index('application_ratings_account').on(t.accountId),
		check('application_ratings_range', sql`${t.rating} between 1 and ${number(ratingMax)}`)
	]
);

export const applicationTags = pgTable(
	'application_tags',
	{
		applicationId: applicationId(),
		tag: text().notNull(),
		/** The listing's organization, to list its tags without looking at its applications. */
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		createdAt: createdAt()
	},
	(t) => [
		primaryKey({ columns: [t.applicationId, t.tag] }),
		index('application_tags_organization').on(t.organizationId, t.tag),
		index('application_tags_account').on(t.accountId),
		check('application_tags_length', sql`length(${t.tag}) between 1 and ${number(tagMax)}`)
	]
);
