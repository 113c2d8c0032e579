// Conversations about applications: their messages, and how far each person has read and was written to by mail.
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { messageMax, sides } from '#lib/messages/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { id, moment, words } from '#lib/server/db/columns.ts';
import { files } from '#lib/server/files/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

/** One for an application in which something was said; the row that writers lock. */
export const conversations = pgTable(
	'conversations',
	{
		applicationId: text()
			.primaryKey()
			.references(() => applications.id, { onDelete: 'cascade' }),
		/** Both sides again, so that a list needs no other table to find its rows. */
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		/** The position of its last message. */
		messages: integer().notNull().default(0),
		lastAt: moment().notNull()
	},
	(t) => [
		index('conversations_organization').on(t.organizationId, t.lastAt),
		index('conversations_talent').on(t.talentId, t.lastAt)
	]
);

export const messages = pgTable(
	'messages',
	{
		id: id(),
		applicationId: text()
			.notNull()
			.references(() => conversations.applicationId, { onDelete: 'cascade' }),
		/** Its number in the conversation, from 1. */
		position: integer().notNull(),
		side: text({ enum: sides }).notNull(),
		/** Who wrote it; nobody once the account is gone. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** '' where only a file was sent. */
		text: text().notNull(),
		fileId: text().references(() => files.id, { onDelete: 'set null' }),
		at: moment().notNull()
	},
	(t) => [
		uniqueIndex('messages_conversation').on(t.applicationId, t.position),
		index('messages_account').on(t.accountId),
		index('messages_file').on(t.fileId),
		check('messages_side', sql`${t.side} in (${words(sides)})`),
		check('messages_text', sql`length(${t.text}) <= ${sql.raw(String(messageMax))}`)
	]
);

export const messageReaders = pgTable(
	'message_readers',
	{
		applicationId: text()
			.notNull()
			.references(() => conversations.applicationId, { onDelete: 'cascade' }),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		side: text({ enum: sides }).notNull(),
		/** The position up to which the person has read. */
		readTo: integer().notNull().default(0),
		readAt: moment(),
		/** When a mail last told of it. */
		mailedAt: moment(),
		/** When the first message came that the person has not read and no mail has told of; null when there is none. */
		waitingSince: moment()
	},
	(t) => [
		primaryKey({ columns: [t.applicationId, t.accountId] }),
		index('message_readers_account').on(t.accountId),
		index('message_readers_waiting')
			.on(t.waitingSince)
			.where(sql`${t.waitingSince} is not null`),
		check('message_readers_side', sql`${t.side} in (${words(sides)})`)
	]
);
