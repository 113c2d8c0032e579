// What people ask of their data: a copy of it, and that it be removed.
import { sql } from 'drizzle-orm';
import { check, customType, index, pgTable, text } from 'drizzle-orm/pg-core';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const exportStates = ['waiting', 'ready', 'failed'] as const;

export const exports = pgTable(
	'exports',
	{
		id: id(),
		/** One at a time: asking again replaces it. */
		accountId: text()
			.notNull()
			.unique()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		state: text({ enum: exportStates }).notNull().default('waiting'),
		/** The archive, in the database so that it goes with the account and is in no folder. */
		zip: bytes(),
		readyAt: moment(),
		/** After this it is removed. */
		expiresAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		index('exports_waiting')
			.on(t.createdAt)
			.where(sql`${t.state} = 'waiting'`),
		check('exports_state', sql`${t.state} in (${words(exportStates)})`),
		check(
			'exports_ready',
			sql`(${t.state} = 'ready') = (${t.zip} is not null) and num_nulls(${t.zip}, ${t.readyAt}, ${t.expiresAt}) in (0, 3)`
		)
	]
);

/** Accounts whose removal was asked for and is not finished. No foreign key: the row outlives the account. */
export const erasures = pgTable('erasures', {
	accountId: text().primaryKey(),
	requestedAt: createdAt()
});
