// Applications: a talent's request for a listing and, where it has them, one run or period.
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { applicationStates, endedStates } from '#lib/applications/types.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { createdAt, id, moment, updatedAt, version, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';
import { talents } from '#lib/server/talents/table.ts';

export const applications = pgTable(
	'applications',
	{
		id: id(),
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'restrict' }),
		runId: text().references(() => courseRuns.id, { onDelete: 'restrict' }),
		periodId: text().references(() => basePeriods.id, { onDelete: 'restrict' }),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		state: text({ enum: applicationStates }).notNull().default('sent'),
		letter: text().notNull().default(''),
		/** The organization's last sentence to the person. */
		answer: text().notNull().default(''),
		viewedAt: moment(),
		answeredAt: moment(),
		version: version(),
		createdAt: createdAt(),
		updatedAt: updatedAt()
	},
	(t) => [
		uniqueIndex('applications_one_active')
			.on(t.talentId, t.listingId, sql`coalesce(${t.runId}, ${t.periodId}, '')`)
			.where(sql`${t.state} not in (${words(endedStates)})`),
		index('applications_listing').on(t.listingId, t.state),
		index('applications_talent').on(t.talentId, t.createdAt),
		check('applications_state', sql`${t.state} in (${words(applicationStates)})`),
		check('applications_run_or_period', sql`num_nonnulls(${t.runId}, ${t.periodId}) <= 1`),
		check('applications_lengths', sql`length(${t.letter}) <= 5000 and length(${t.answer}) <= 2000`)
	]
);
