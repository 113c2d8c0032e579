// Saved pathways: which role a person works towards, and the steps in their order. How far a step is follows from the
// person's applications; only what no application says is stored here.
import { sql } from 'drizzle-orm';
import { boolean, check, index, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { pathwayChoices } from '#lib/matching/pathway.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';
import { talents } from '#lib/server/talents/table.ts';

export const plans = pgTable(
	'plans',
	{
		id: id(),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		roleId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		/** What the steps were chosen by. */
		choice: text({ enum: pathwayChoices }).notNull(),
		/** Removed by the person, who may take it back for a day. */
		deletedAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('plans_one')
			.on(t.talentId, t.roleId)
			.where(sql`${t.deletedAt} is null`),
		index('plans_role').on(t.roleId),
		check('plans_choice', sql`${t.choice} in (${words(pathwayChoices)})`)
	]
);

export const planItems = pgTable(
	'plan_items',
	{
		id: id(),
		planId: text()
			.notNull()
			.references(() => plans.id, { onDelete: 'cascade' }),
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		/** Both are empty once the organization has taken the date away. */
		runId: text().references(() => courseRuns.id, { onDelete: 'set null' }),
		periodId: text().references(() => basePeriods.id, { onDelete: 'set null' }),
		position: smallint().notNull(),
		/** The person says so; an application that is completed says it too. */
		done: boolean().notNull().default(false)
	},
	(t) => [
		uniqueIndex('plan_items_listing').on(t.planId, t.listingId),
		index('plan_items_of_listing').on(t.listingId),
		index('plan_items_run').on(t.runId),
		index('plan_items_period').on(t.periodId),
		check('plan_items_run_or_period', sql`num_nonnulls(${t.runId}, ${t.periodId}) <= 1`)
	]
);
