// Agreements about internships: the case, its texts, who accepted which of them, and the events that move it. A state
// changes only by writing an event, and a text that was written is never changed: the database sees to both.
import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { agreementMovers } from '#lib/agreements/moves.ts';
import { acceptanceWays, agreementStates, parties, type Terms } from '#lib/agreements/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { files } from '#lib/server/files/table.ts';
import { internships } from '#lib/server/internships/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';

export const agreements = pgTable(
	'agreements',
	{
		id: id(),
		applicationId: text()
			.notNull()
			.references(() => internships.applicationId, { onDelete: 'cascade' }),
		hostId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'restrict' }),
		/** Absent for a person who comes from no school. */
		schoolId: text().references(() => organizations.id, { onDelete: 'restrict' }),
		/** Starts as a draft; moved by events only. */
		state: text({ enum: agreementStates }).notNull().default('draft'),
		/** The text that is being accepted, and the one that was accepted last. */
		revision: integer().notNull().default(0),
		signedRevision: integer(),
		createdAt: createdAt()
	},
	(t) => [
		// One that was cancelled makes room for another.
		uniqueIndex('agreements_one')
			.on(t.applicationId)
			.where(sql`${t.state} <> 'cancelled'`),
		index('agreements_host').on(t.hostId, t.state),
		index('agreements_school').on(t.schoolId, t.state),
		check('agreements_state', sql`${t.state} in (${words(agreementStates)})`),
		check('agreements_revision', sql`${t.revision} >= 0 and ${t.signedRevision} between 1 and ${t.revision}`),
		check('agreements_two_sides', sql`${t.hostId} <> ${t.schoolId}`)
	]
);

/** The texts, numbered from 1; never changed. */
export const agreementTexts = pgTable(
	'agreement_texts',
	{
		agreementId: text()
			.notNull()
			.references(() => agreements.id, { onDelete: 'cascade' }),
		revision: integer().notNull(),
		terms: jsonb().$type<Terms>().notNull(),
		textZh: text().notNull(),
		textEn: text().notNull(),
		/** SHA-256 (hex) of both texts. */
		hash: text().notNull(),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		at: moment().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.agreementId, t.revision] }),
		unique('agreement_texts_hash').on(t.agreementId, t.revision, t.hash),
		check('agreement_texts_hash_form', sql`${t.hash} ~ '^[0-9a-f]{64}$'`)
	]
);

export const agreementAcceptances = pgTable(
	'agreement_acceptances',
	{
		agreementId: text().notNull(),
		revision: integer().notNull(),
		party: text({ enum: parties }).notNull(),
		/** As typed by whoever accepted. */
		name: text().notNull(),
		/** Of the text that was accepted. */
		hash: text().notNull(),
		way: text({ enum: acceptanceWays }).notNull().default('app'),
		/** Nobody for a guardian, who needs no account. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** The signed paper. */
		fileId: text().references(() => files.id, { onDelete: 'set null' }),
		at: moment().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.agreementId, t.revision, t.party] }),
		index('agreement_acceptances_file').on(t.fileId),
		foreignKey({
			name: 'agreement_acceptances_text',
			columns: [t.agreementId, t.revision, t.hash],
			foreignColumns: [agreementTexts.agreementId, agreementTexts.revision, agreementTexts.hash]
		}).onDelete('cascade'),
		check('agreement_acceptances_party', sql`${t.party} in (${words(parties)})`),
		check('agreement_acceptances_way', sql`${t.way} in (${words(acceptanceWays)})`),
		check('agreement_acceptances_paper', sql`${t.fileId} is null or ${t.way} = 'paper'`),
		check('agreement_acceptances_name', sql`length(${t.name}) between 1 and 60`)
	]
);

/** Whom the person names to accept with them while under 18, and the secret of their link. */
export const agreementGuardians = pgTable(
	'agreement_guardians',
	{
		agreementId: text()
			.primaryKey()
			.references(() => agreements.id, { onDelete: 'cascade' }),
		name: text().notNull(),
		email: text().notNull(),
		/** SHA-256 (hex) of the token in the mail. */
		tokenHash: text().notNull().unique(),
		askedAt: moment().notNull()
	},
	(t) => [check('agreement_guardians_name', sql`length(${t.name}) between 1 and 60`)]
);

/** The allowed moves, the same as in lib/agreements/moves.ts; written by migrations. */
export const agreementMoves = pgTable(
	'agreement_moves',
	{
		fromState: text({ enum: agreementStates }).notNull(),
		toState: text({ enum: agreementStates }).notNull(),
		mover: text({ enum: agreementMovers }).notNull()
	},
	(t) => [primaryKey({ columns: [t.fromState, t.toState, t.mover] })]
);

/** One move of an agreement; every party sees it. */
export const agreementEvents = pgTable(
	'agreement_events',
	{
		id: id(),
		agreementId: text()
			.notNull()
			.references(() => agreements.id, { onDelete: 'cascade' }),
		fromState: text({ enum: agreementStates }).notNull(),
		toState: text({ enum: agreementStates }).notNull(),
		mover: text({ enum: agreementMovers }).notNull(),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		reason: text().notNull().default(''),
		/** The text it was about, and its number in the history, from 1; given by the database. */
		revision: integer().notNull().default(0),
		position: integer().notNull().default(0),
		at: moment().notNull()
	},
	(t) => [
		foreignKey({
			name: 'agreement_events_move',
			columns: [t.fromState, t.toState, t.mover],
			foreignColumns: [agreementMoves.fromState, agreementMoves.toState, agreementMoves.mover]
		}),
		uniqueIndex('agreement_events_agreement').on(t.agreementId, t.position),
		check('agreement_events_length', sql`length(${t.reason}) <= 500`)
	]
);
