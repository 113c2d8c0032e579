// Files people hand in. The bytes lie in the file store under `key`; a row says whose they are.
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id } from '#lib/server/db/columns.ts';

export const files = pgTable(
	'files',
	{
		id: id(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** Name in the store: random, never what the person called it. */
		key: text().notNull().unique(),
		/** What the person called it, without any folder; only shown. */
		name: text().notNull(),
		/** Size in bytes. */
		bytes: integer().notNull(),
		createdAt: createdAt()
	},
	(t) => [
		index('files_account').on(t.accountId),
		index('files_created').on(t.createdAt),
		check('files_key', sql`${t.key} ~ '^[0-9a-f]{32}$'`),
		check('files_name', sql`length(${t.name}) between 1 and 120`),
		check('files_bytes', sql`${t.bytes} > 0`)
	]
);
