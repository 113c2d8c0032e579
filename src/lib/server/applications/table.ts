// Applications: a talent's request for a listing and, where it has them, one run or period; and the events that move
// them. A state changes only by writing an event: the database applies it to the application (drizzle/0010).
import { sql } from 'drizzle-orm';
import {
	boolean,
	jsonb,
	check,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { movers } from '#lib/applications/moves.ts';
import {
	applicationStates,
	endedStates,
	placeMax,
	wordsMax,
	type Question
} from '#lib/applications/types.ts';
import { listingKinds } from '#lib/listings/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { files } from '#lib/server/files/table.ts';
import { createdAt, id, moment, updatedAt, version, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

const number = (value: number) => sql.raw(String(value));

export const applications = pgTable(
	'applications',
	{
		id: id(),
		listingId: text().notNull(),
		kind: text({ enum: listingKinds }).notNull(),
		/** The listing's, so that an inbox needs no other table to find its rows; given by the database. */
		organizationId: text()
			.notNull()
			.default('')
			.references(() => organizations.id, { onDelete: 'restrict' }),
		runId: text().references(() => courseRuns.id, { onDelete: 'restrict' }),
		periodId: text().references(() => basePeriods.id, { onDelete: 'restrict' }),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		/** Starts as sent; moved by events only. */
		state: text({ enum: applicationStates }).notNull().default('sent'),
		letter: text().notNull().default(''),
		/** The listing's questions as they were, with the person's answers. */
		answers: jsonb()
			.$type<(Question & { answer: string })[]>()
			.notNull()
			.default(sql`'[]'`),
		/** Which ways of contact the organization gets, of those the profile has. */
		shareEmail: boolean().notNull().default(true),
		sharePhone: boolean().notNull().default(true),
		shareWechat: boolean().notNull().default(true),
		cvFileId: text().references(() => files.id, { onDelete: 'set null' }),
		/** Until then the person can take it back, and the organization does not see it; absent once it was let go. */
		heldUntil: moment(),
		/** Since when it is in its state: the order of the waiting list, and how long somebody has waited. */
		movedAt: moment().notNull().defaultNow(),
		/** When the organization first opened it. */
		viewedAt: moment(),
		/** When the organization first answered: any move of its own but opening. */
		answeredAt: moment(),
		/** When its organization was reminded that it waits. */
		remindedAt: moment(),
		version: version(),
		createdAt: createdAt(),
		updatedAt: updatedAt()
	},
	(t) => [
		foreignKey({ columns: [t.listingId, t.kind], foreignColumns: [listings.id, listings.kind] }).onDelete(
			'restrict'
		),
		unique('applications_id_kind').on(t.id, t.kind),
		uniqueIndex('applications_one_active')
			.on(t.talentId, t.listingId, sql`coalesce(${t.runId}, ${t.periodId}, '')`)
			.where(sql`${t.state} not in (${words(endedStates)})`),
		index('applications_listing').on(t.listingId, t.state, t.movedAt),
		// An inbox is counted and cut without a look at the rows themselves.
		index('applications_inbox')
			.on(t.organizationId, t.kind, t.state, t.movedAt, t.id, t.listingId, t.talentId, t.createdAt)
			.where(sql`${t.heldUntil} is null`),
		index('applications_talent').on(t.talentId, t.createdAt),
		index('applications_run_waiting')
			.on(t.runId, t.movedAt)
			.where(sql`${t.state} = 'waiting'`),
		index('applications_period_waiting')
			.on(t.periodId, t.movedAt)
			.where(sql`${t.state} = 'waiting'`),
		index('applications_cv').on(t.cvFileId),
		index('applications_held')
			.on(t.heldUntil)
			.where(sql`${t.heldUntil} is not null`),
		index('applications_unanswered')
			.on(t.createdAt)
			.where(sql`${t.state} in ('sent', 'viewed')`),
		check('applications_state', sql`${t.state} in (${words(applicationStates)})`),
		check('applications_run_or_period', sql`num_nonnulls(${t.runId}, ${t.periodId}) <= 1`),
		check('applications_lengths', sql`length(${t.letter}) <= 5000`)
	]
);

/** What somebody has written for an application and not sent. */
export const applicationDrafts = pgTable(
	'application_drafts',
	{
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		/** The run or period chosen; checked when it is sent. */
		slot: text(),
		letter: text().notNull(),
		answers: jsonb().$type<string[]>().notNull(),
		team: text()
			.array()
			.notNull()
			.default(sql`'{}'`),
		shareEmail: boolean().notNull(),
		sharePhone: boolean().notNull(),
		shareWechat: boolean().notNull(),
		cvFileId: text().references(() => files.id, { onDelete: 'set null' }),
		updatedAt: updatedAt()
	},
	(t) => [
		primaryKey({ columns: [t.talentId, t.listingId] }),
		index('application_drafts_listing').on(t.listingId),
		index('application_drafts_cv').on(t.cvFileId),
		check('application_drafts_lengths', sql`length(${t.letter}) <= 5000`)
	]
);

/** The allowed moves, the same as in lib/applications/moves.ts; written by migrations. */
export const applicationMoves = pgTable(
	'application_moves',
	{
		kind: text({ enum: listingKinds }).notNull(),
		fromState: text({ enum: applicationStates }).notNull(),
		toState: text({ enum: applicationStates }).notNull(),
		mover: text({ enum: movers }).notNull()
	},
	(t) => [
		primaryKey({ columns: [t.kind, t.fromState, t.toState, t.mover] }),
		check('application_moves_mover', sql`${t.mover} in (${words(movers)})`)
	]
);

/** One move of an application; both sides see it. */
export const applicationEvents = pgTable(
	'application_events',
	{
		id: id(),
		applicationId: text().notNull(),
		kind: text({ enum: listingKinds }).notNull(),
		fromState: text({ enum: applicationStates }).notNull(),
		toState: text({ enum: applicationStates }).notNull(),
		mover: text({ enum: movers }).notNull(),
		/** Who did it; nobody for the system. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** Words to the other side: an answer, or why. */
		reason: text().notNull().default(''),
		/** Of an interview: when and where. */
		meetsAt: moment(),
		place: text(),
		/** Its number in the application's history, from 1; given by the database. */
		position: integer().notNull().default(0),
		at: moment().notNull().defaultNow()
	},
	(t) => [
		foreignKey({
			name: 'application_events_of',
			columns: [t.applicationId, t.kind],
			foreignColumns: [applications.id, applications.kind]
		}).onDelete('cascade'),
		foreignKey({
			name: 'application_events_move',
			columns: [t.kind, t.fromState, t.toState, t.mover],
			foreignColumns: [
				applicationMoves.kind,
				applicationMoves.fromState,
				applicationMoves.toState,
				applicationMoves.mover
			]
		}),
		uniqueIndex('application_events_application').on(t.applicationId, t.position),
		check(
			'application_events_interview',
			sql`num_nulls(${t.meetsAt}, ${t.place}) in (0, 2) and (${t.meetsAt} is null or ${t.toState} = 'interview')`
		),
		check(
			'application_events_lengths',
			sql`length(${t.reason}) <= ${number(wordsMax)} and length(${t.place}) between 1 and ${number(placeMax)}`
		)
	]
);
