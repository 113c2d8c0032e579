// Notices in the app, what each person wants to be told and how, and the tokens of unsubscribe links.
import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import {
	mailKinds,
	noticeKinds,
	switchableKinds,
	type NoticeData,
	type NoticeKind
} from '#lib/notifications/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { savedSearches } from '#lib/server/searches/table.ts';

export const notices = pgTable(
	'notices',
	{
		id: id(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		kind: text({ enum: noticeKinds }).notNull(),
		/** What it is about, such as an application's id: one notice for an account, kind and subject. */
		subject: text().notNull(),
		/** The parts of its sentence. Names no person. */
		data: jsonb().$type<NoticeData[NoticeKind]>().notNull(),
		at: moment().notNull().defaultNow(),
		readAt: moment()
	},
	(t) => [
		uniqueIndex('notices_once').on(t.accountId, t.kind, t.subject),
		index('notices_latest').on(t.accountId, t.at),
		index('notices_unread')
			.on(t.accountId)
			.where(sql`${t.readAt} is null`),
		check('notices_kind', sql`${t.kind} in (${words(noticeKinds)})`)
	]
);

export const noticeSettings = pgTable(
	'notice_settings',
	{
		accountId: text()
			.primaryKey()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** Kinds the app does not tell. */
		muted: text({ enum: switchableKinds }).array().notNull(),
		/** Kinds that go out by mail. */
		mailed: text({ enum: mailKinds }).array().notNull(),
		/** Mails wait from 22:00 to 8:00 (Asia/Shanghai). */
		quietNights: boolean().notNull()
	},
	(t) => [
		check('notice_settings_muted', sql`${t.muted} <@ array[${words(switchableKinds)}]::text[]`),
		check('notice_settings_mailed', sql`${t.mailed} <@ array[${words(mailKinds)}]::text[]`)
	]
);

export const unsubscribeTokens = pgTable(
	'unsubscribe_tokens',
	{
		/** SHA-256 (hex) of the token in the mail. */
		hash: text().primaryKey(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** What it ends: the mails of one saved search, or those of one kind. */
		searchId: text().references(() => savedSearches.id, { onDelete: 'cascade' }),
		kind: text({ enum: mailKinds }),
		createdAt: createdAt()
	},
	(t) => [
		index('unsubscribe_tokens_account').on(t.accountId),
		index('unsubscribe_tokens_search').on(t.searchId),
		index('unsubscribe_tokens_created').on(t.createdAt),
		check('unsubscribe_tokens_hash', sql`${t.hash} ~ '^[0-9a-f]{64}$'`),
		check('unsubscribe_tokens_target', sql`num_nonnulls(${t.searchId}, ${t.kind}) = 1`),
		check('unsubscribe_tokens_kind', sql`${t.kind} in (${words(mailKinds)})`)
	]
);
