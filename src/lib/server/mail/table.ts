// Mail waiting to be sent or, without SMTP on a loopback demo, kept to be read on the outbox page.
import { sql } from 'drizzle-orm';
import { integer, pgTable, text, index } from 'drizzle-orm/pg-core';
import { createdAt, id, moment } from '#lib/server/db/columns.ts';

export const mails = pgTable(
	'mails',
	{
		id: id(),
		recipient: text().notNull(),
		subject: text().notNull(),
		body: text().notNull(),
		attempts: integer().notNull().default(0),
		/** Not tried before; moves on with each attempt. */
		dueAt: moment().notNull().defaultNow(),
		sentAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		index('mails_created').on(t.createdAt),
		index('mails_due')
			.on(t.dueAt)
			.where(sql`${t.sentAt} is null`)
	]
);
