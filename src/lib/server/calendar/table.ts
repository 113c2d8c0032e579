// The links by which calendar programs read a person's or an organization's calendar without signing in.
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';

export const calendarFeeds = pgTable(
	'calendar_feeds',
	{
		/** SHA-256 (hex) of the token in the link. */
		hash: text().primaryKey(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** Whose calendar it is: the organization's, as this member sees it; the person's own when absent. */
		organizationId: text().references(() => organizations.id, { onDelete: 'cascade' }),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('calendar_feeds_one').on(t.accountId, sql`coalesce(${t.organizationId}, '')`),
		index('calendar_feeds_organization').on(t.organizationId),
		check('calendar_feeds_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`)
	]
);
