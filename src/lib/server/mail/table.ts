// Mail waiting to be sent or, without SMTP on a loopback demo, kept to be read on the outbox page.
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
		sentAt: moment(),
		createdAt: createdAt()
	},
	(t) => [index('mails_created').on(t.createdAt)]
);
