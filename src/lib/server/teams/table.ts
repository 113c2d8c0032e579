// Those who were asked to apply along: known by the address they were asked at until they confirm.
import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { memberStates } from '#lib/teams/types.ts';
import { applications } from '#lib/server/applications/table.ts';
import { id, moment, words } from '#lib/server/db/columns.ts';
import { talents } from '#lib/server/talents/table.ts';

export const teamMembers = pgTable(
	'team_members',
	{
		id: id(),
		applicationId: text()
			.notNull()
			.references(() => applications.id, { onDelete: 'cascade' }),
		/** In small letters. */
		email: text().notNull(),
		state: text({ enum: memberStates }).notNull().default('asked'),
		/** Who confirmed. */
		talentId: text().references(() => talents.id, { onDelete: 'cascade' }),
		/** Which ways of contact the organization gets, of those the profile has. */
		shareEmail: boolean().notNull().default(false),
		sharePhone: boolean().notNull().default(false),
		shareWechat: boolean().notNull().default(false),
		askedAt: moment().notNull(),
		answeredAt: moment()
	},
	(t) => [
		uniqueIndex('team_members_email').on(t.applicationId, t.email),
		index('team_members_asked').on(t.email),
		index('team_members_talent').on(t.talentId),
		check('team_members_state', sql`${t.state} in (${words(memberStates)})`),
		check('team_members_email', sql`${t.email} = lower(${t.email}) and length(${t.email}) between 3 and 254`),
		check('team_members_confirmed', sql`(${t.state} = 'confirmed') = (${t.talentId} is not null)`)
	]
);
