// Mail waiting to be sent or, without SMTP on a loopback demo, kept to be read on the outbox page.
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from '#lib/server/db/columns.ts';

export type Shows = { searchId: string; talentIds: string[] };

export const mails = pgTable(
	'mails',
	{
		id: id(),
		recipient: text().notNull(),
		subject: text().notNull(),
		body: text().notNull(),
		/** What the mail tells, so that the same is told once; absent where each mail stands for itself. */
		key: text(),
		/** Header lines besides the usual ones, such as List-Unsubscribe. */
		headers: jsonb().$type<Record<string, string>>().notNull().default({}),
		/** People whom it names, of a saved search: whether its reader may still see them is asked before it goes out. */
		shows: jsonb().$type<Shows>(),
		attempts: integer().notNull().default(0),
		/** Not tried before; moves on with each attempt. */
		dueAt: moment().notNull().defaultNow(),
		sentAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('mails_key').on(t.key),
		index('mails_created').on(t.createdAt),
		index('mails_due')
			.on(t.dueAt)
			.where(sql`${t.sentAt} is null`)
	]
);
