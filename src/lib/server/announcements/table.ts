// What the platform tells everybody for a time.
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text } from 'drizzle-orm/pg-core';
import { announcementMax, severities } from '#lib/announcements/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';

export const announcements = pgTable(
	'announcements',
	{
		id: id(),
		textZh: text().notNull(),
		textEn: text().notNull(),
		severity: text({ enum: severities }).notNull(),
		startsAt: moment().notNull(),
		endsAt: moment().notNull(),
		/** When an operator ended it before its time. */
		endedAt: moment(),
		createdBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		createdAt: createdAt()
	},
	(t) => [
		index('announcements_standing')
			.on(t.endsAt)
			.where(sql`${t.endedAt} is null`),
		check('announcements_severity', sql`${t.severity} in (${words(severities)})`),
		check('announcements_times', sql`${t.endsAt} > ${t.startsAt}`),
		check(
			'announcements_texts',
			sql`length(${t.textZh}) between 1 and ${sql.raw(String(announcementMax))} and length(${t.textEn}) between 1 and ${sql.raw(String(announcementMax))}`
		)
	]
);
