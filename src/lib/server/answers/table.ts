// Templates of answers, answers to many applications at once that can be taken back before they go out, and how
// organizations answer.
import { sql } from 'drizzle-orm';
import {
	check,
	doublePrecision,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { templateNameMax, templateTextMax } from '#lib/answers/template.ts';
import { applicationStates } from '#lib/applications/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { createdAt, id, moment, updatedAt, version, words } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';

const number = (value: number) => sql.raw(String(value));

export const answerTemplates = pgTable(
	'answer_templates',
	{
		id: id(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		name: text().notNull(),
		/** At least one of the two; places in braces are filled for each person. */
		textZh: text().notNull(),
		textEn: text().notNull(),
		/** Who changed it last. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** Taken away; may be brought back. */
		removedAt: moment(),
		version: version(),
		createdAt: createdAt(),
		updatedAt: updatedAt()
	},
	(t) => [
		uniqueIndex('answer_templates_name')
			.on(t.organizationId, t.name)
			.where(sql`${t.removedAt} is null`),
		index('answer_templates_account').on(t.accountId),
		check('answer_templates_name', sql`length(${t.name}) between 1 and ${number(templateNameMax)}`),
		check(
			'answer_templates_texts',
			sql`greatest(length(${t.textZh}), length(${t.textEn})) between 1 and ${number(templateTextMax)}`
		)
	]
);

export const bulkAnswers = pgTable(
	'bulk_answers',
	{
		id: id(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		/** The member who answers; what waits for somebody who is gone is not sent. */
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		state: text({ enum: applicationStates }).notNull(),
		textZh: text().notNull(),
		textEn: text().notNull(),
		/** Until then it can be taken back. */
		dueAt: moment().notNull(),
		createdAt: createdAt()
	},
	(t) => [
		index('bulk_answers_organization').on(t.organizationId, t.dueAt),
		index('bulk_answers_account').on(t.accountId),
		check('bulk_answers_state', sql`${t.state} in (${words(applicationStates)})`)
	]
);

/** `waiting`: admitted where no place was left, and so on the waiting list. */
export const itemOutcomes = ['moved', 'waiting', 'changed', 'refused'] as const;

export const bulkAnswerItems = pgTable(
	'bulk_answer_items',
	{
		bulkId: text()
			.notNull()
			.references(() => bulkAnswers.id, { onDelete: 'cascade' }),
		applicationId: text()
			.notNull()
			.references(() => applications.id, { onDelete: 'cascade' }),
		/** As the member saw it: what somebody has changed since is left alone. */
		version: integer().notNull(),
		/** What came of it; absent while it waits. */
		outcome: text({ enum: itemOutcomes })
	},
	(t) => [
		primaryKey({ columns: [t.bulkId, t.applicationId] }),
		index('bulk_answer_items_application').on(t.applicationId),
		index('bulk_answer_items_waiting')
			.on(t.bulkId)
			.where(sql`${t.outcome} is null`),
		check('bulk_answer_items_outcome', sql`${t.outcome} in (${words(itemOutcomes)})`)
	]
);

/** How an organization answered in the last half year; counted by a job. */
export const answerFigures = pgTable(
	'answer_figures',
	{
		organizationId: text()
			.primaryKey()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		received: integer().notNull(),
		answered: integer().notNull(),
		/** From sending to the first answer, in hours. */
		medianHours: doublePrecision(),
		countedAt: moment().notNull()
	},
	(t) => [check('answer_figures_counts', sql`${t.answered} between 0 and ${t.received}`)]
);
