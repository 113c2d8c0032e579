// What operators did, in a log that the application cannot change: the database numbers and chains the rows and refuses
// to change or remove any (triggers, in the migration that made it). It names people by pseudonyms only and holds no words of theirs.
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment } from '#lib/server/db/columns.ts';

export const auditLog = pgTable('audit_log', {
	/** Its place, without gaps; given by the database. */
	position: integer().primaryKey(),
	at: moment().notNull(),
	/** SHA-256 of the account's id, shortened: the same person throughout, nobody in particular. */
	actor: text().notNull(),
	/** What was done, such as `case.upheld`. */
	act: text().notNull(),
	/** To what, such as `case:id`. */
	subject: text().notNull(),
	/** SHA-256 (hex) of the reason that was given, which is kept where it belongs; empty without one. */
	reason: text().notNull(),
	/** SHA-256 (hex) of this row and the hash of the one before; given by the database. */
	hash: text().notNull()
});

/** Why operators searched. What they searched for is not kept. */
export const operatorSearches = pgTable('operator_searches', {
	id: id(),
	accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
	reason: text().notNull(),
	createdAt: createdAt()
});
