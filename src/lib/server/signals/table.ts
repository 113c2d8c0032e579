// Demand signals: skills that an organization will look for, before there is a role.
import { sql } from 'drizzle-orm';
import { boolean, check, date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { districts } from '#lib/organizations/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { skills } from '#lib/server/skills/table.ts';
import { headcountBandWords, signalStates } from '#lib/signals/types.ts';

export const demandSignals = pgTable(
	'demand_signals',
	{
		id: id(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		headcount: text({ enum: headcountBandWords }).notNull(),
		/** Absent where it may be anywhere in the city. */
		district: text({ enum: districts }),
		/** The people are needed by this day (Asia/Shanghai); afterwards the signal has expired. */
		neededBy: date().notNull(),
		state: text({ enum: signalStates }).notNull().default('open'),
		withdrawnAt: moment(),
		sample: boolean().notNull().default(false),
		createdBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		createdAt: createdAt()
	},
	(t) => [
		index('demand_signals_organization').on(t.organizationId, t.createdAt),
		index('demand_signals_open')
			.on(t.neededBy)
			.where(sql`${t.state} = 'open'`),
		check('demand_signals_headcount', sql`${t.headcount} in (${words(headcountBandWords)})`),
		check('demand_signals_district', sql`${t.district} in (${words(districts)})`),
		check(
			'demand_signals_state',
			sql`${t.state} in (${words(signalStates)}) and (${t.state} = 'withdrawn') = (${t.withdrawnAt} is not null)`
		)
	]
);

export const signalSkills = pgTable(
	'signal_skills',
	{
		signalId: text()
			.notNull()
			.references(() => demandSignals.id, { onDelete: 'cascade' }),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'restrict' })
	},
	(t) => [primaryKey({ columns: [t.signalId, t.skillId] }), index('signal_skills_skill').on(t.skillId)]
);
