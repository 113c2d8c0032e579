// Operators who looked at the site as somebody: for which session it holds, why, and until when.
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { actingReasonMax } from '#lib/acting/schema.ts';
import { accounts, sessions } from '#lib/server/accounts/table.ts';
import { id, moment } from '#lib/server/db/columns.ts';

export const actings = pgTable(
	'actings',
	{
		id: id(),
		/** The operator's session that shows the account's pages meanwhile; absent once it is over or has ended. */
		sessionHash: text()
			.unique()
			.references(() => sessions.idHash, { onDelete: 'set null' }),
		operatorId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** Whose pages are shown. */
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** In the operator's words; the person reads it. */
		reason: text().notNull(),
		startedAt: moment().notNull(),
		endsAt: moment().notNull(),
		/** When the operator stopped before. */
		endedAt: moment()
	},
	(t) => [
		index('actings_account').on(t.accountId, t.startedAt),
		index('actings_operator').on(t.operatorId),
		check('actings_reason', sql`length(${t.reason}) between 1 and ${sql.raw(String(actingReasonMax))}`),
		check(
			'actings_times',
			sql`${t.endsAt} > ${t.startedAt} and ${t.endsAt} <= ${t.startedAt} + interval '30 minutes'`
		)
	]
);
