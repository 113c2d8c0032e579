// What people marked listings with, when they last looked at their matches, and when
// they were last written about new ones. Seen by nobody else.
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { marks } from '#lib/listings/marks.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { moment, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';

export const listingMarks = pgTable(
	'listing_marks',
	{
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		mark: text({ enum: marks }).notNull(),
		/** The listing's version when it was marked: a later one is said to have changed. */
		version: integer().notNull(),
		at: moment().notNull(),
		/** The closing of the listing that its owner was last told of. */
		toldAt: moment()
	},
	(t) => [
		primaryKey({ columns: [t.accountId, t.listingId] }),
		index('listing_marks_listing').on(t.listingId),
		check('listing_marks_mark', sql`${t.mark} in (${words(marks)})`)
	]
);

export const matchVisits = pgTable('match_visits', {
	accountId: text()
		.primaryKey()
		.references(() => accounts.id, { onDelete: 'cascade' }),
	/** The latest look at the list, and the end of the visit before it. */
	at: moment().notNull(),
	before: moment()
});

export const matchDigests = pgTable('match_digests', {
	accountId: text()
		.primaryKey()
		.references(() => accounts.id, { onDelete: 'cascade' }),
	/** Roles published until then were looked through for the weekly mail, whether or not there was anything to write. */
	at: moment().notNull()
});
