// What was published, kept for three years as the rules on online recruitment ask, also after its owner deletes it;
// and what is reported, with what became of it.
import { sql } from 'drizzle-orm';
import {
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { listingKinds, listingStates } from '#lib/listings/types.ts';
import {
	caseStates,
	caseSteps,
	caseWordsMax,
	outcomes,
	reportReasons,
	subjectKinds
} from '#lib/moderation/cases.ts';
import type { Reasons } from '#lib/moderation/fields.ts';
import { visibilities } from '#lib/talents/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, version, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

const wordsMax = sql.raw(String(caseWordsMax));

export const listingVersions = pgTable(
	'listing_versions',
	{
		id: id(),
		/** No foreign key: a version outlives its listing. */
		listingId: text().notNull(),
		/** The listing's version when it was published or, open, changed. */
		version: integer().notNull(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'restrict' }),
		kind: text({ enum: listingKinds }).notNull(),
		/** The rows of the listing and of its kind, as they were. */
		content: jsonb().$type<Record<string, unknown>>().notNull(),
		/** Reasons given for what the posting rules warn of. */
		reasons: jsonb().$type<Reasons>().notNull(),
		/** Who published or changed it; without the person once the account is erased, or by a command. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('listing_versions_listing').on(t.listingId, t.version),
		index('listing_versions_created').on(t.createdAt)
	]
);

/** Each time an operator reads what is kept: who, of which listing, and why. */
export const versionReadings = pgTable(
	'version_readings',
	{
		id: id(),
		listingId: text().notNull(),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		reason: text().notNull(),
		createdAt: createdAt()
	},
	(t) => [index('version_readings_listing').on(t.listingId, t.createdAt)]
);

/** What operators decide about: everything reported about one listing, organization or talent until it is over. */
export const cases = pgTable(
	'cases',
	{
		id: id(),
		kind: text({ enum: subjectKinds }).notNull(),
		/** The one of the three that it is about; a talent's is absent once the person is erased. */
		listingId: text().references(() => listings.id, { onDelete: 'restrict' }),
		organizationId: text().references(() => organizations.id, { onDelete: 'restrict' }),
		talentId: text().references(() => talents.id, { onDelete: 'set null' }),
		state: text({ enum: caseStates }).notNull().default('open'),
		/** Last day (Asia/Shanghai) of what the state waits for: a decision, an appeal, a decision about it. */
		dueOn: date(),
		/** Set while the subject is out of sight because of it. */
		frozenAt: moment(),
		/** How visible a talent was before. */
		visibilityBefore: text({ enum: visibilities }),
		outcome: text({ enum: outcomes }),
		decidedAt: moment(),
		appealedAt: moment(),
		closedAt: moment(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('cases_listing')
			.on(t.listingId)
			.where(sql`${t.state} <> 'closed'`),
		uniqueIndex('cases_organization')
			.on(t.organizationId)
			.where(sql`${t.state} <> 'closed' and ${t.kind} = 'organization'`),
		uniqueIndex('cases_talent')
			.on(t.talentId)
			.where(sql`${t.state} <> 'closed'`),
		index('cases_queue').on(t.state, t.dueOn),
		check('cases_kind', sql`${t.kind} in (${words(subjectKinds)})`),
		check('cases_state', sql`${t.state} in (${words(caseStates)})`),
		check('cases_outcome', sql`${t.outcome} in (${words(outcomes)})`),
		check('cases_visibility', sql`${t.visibilityBefore} in (${words(visibilities)})`),
		check(
			'cases_subject',
			sql`case ${t.kind} when 'talent' then num_nonnulls(${t.listingId}, ${t.organizationId}) = 0 when 'listing' then ${t.listingId} is not null and ${t.organizationId} is not null and ${t.talentId} is null else ${t.organizationId} is not null and num_nonnulls(${t.listingId}, ${t.talentId}) = 0 end`
		),
		check(
			'cases_progress',
			sql`(${t.state} = 'open') = (${t.decidedAt} is null) and num_nulls(${t.decidedAt}, ${t.outcome}) in (0, 2) and (${t.state} = 'closed') = (${t.closedAt} is not null) and (${t.state} = 'closed') = (${t.dueOn} is null)`
		)
	]
);

/** Everything that happened to a case, in order. Rows are never changed or removed (drizzle/0019). */
export const caseEvents = pgTable(
	'case_events',
	{
		id: id(),
		caseId: text()
			.notNull()
			.references(() => cases.id, { onDelete: 'restrict' }),
		step: text({ enum: caseSteps }).notNull(),
		/** Reasons, appeals. What reporters write is with their report. */
		words: text().notNull().default(''),
		/** Who did it; nobody for reporters, who are with their report, and for the system. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** Its place in the log. */
		position: integer().notNull().generatedAlwaysAsIdentity(),
		at: moment().notNull()
	},
	(t) => [
		index('case_events_case').on(t.caseId, t.position),
		check('case_events_step', sql`${t.step} in (${words(caseSteps)})`),
		check('case_events_words', sql`length(${t.words}) <= ${wordsMax}`)
	]
);

/** Listings that a case keeps out of sight, and what they were before. */
export const caseFreezes = pgTable(
	'case_freezes',
	{
		caseId: text()
			.notNull()
			.references(() => cases.id, { onDelete: 'cascade' }),
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		stateBefore: text({ enum: listingStates }).notNull(),
		/** The listing's version as it was frozen: what is changed meanwhile is not published by releasing it. */
		version: integer().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.caseId, t.listingId] }),
		index('case_freezes_listing').on(t.listingId),
		check('case_freezes_state', sql`${t.stateBefore} in (${words(listingStates)})`)
	]
);

export const reports = pgTable(
	'reports',
	{
		id: id(),
		caseId: text()
			.notNull()
			.references(() => cases.id, { onDelete: 'cascade' }),
		/** Who reported; absent for visitors and once the account is erased. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** SHA-256 (hex) of the token in a visitor's private link. */
		tokenHash: text().unique(),
		reason: text({ enum: reportReasons }).notNull().default('unsaid'),
		words: text().notNull().default(''),
		withdrawnAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('reports_account').on(t.caseId, t.accountId),
		index('reports_of_account').on(t.accountId, t.createdAt),
		index('reports_created').on(t.createdAt),
		check('reports_reason', sql`${t.reason} in (${words(reportReasons)})`),
		check('reports_words', sql`length(${t.words}) <= ${wordsMax}`),
		check('reports_reporter', sql`num_nonnulls(${t.accountId}, ${t.tokenHash}) <= 1`)
	]
);

/** Accounts that operators have closed for a while or for good: why, and why no longer. */
export const suspensions = pgTable(
	'suspensions',
	{
		id: id(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** The person is told it. */
		reason: text().notNull(),
		suspendedBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		suspendedAt: moment().notNull(),
		/** The person is told that as well. */
		liftReason: text(),
		liftedBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		liftedAt: moment()
	},
	(t) => [
		index('suspensions_account').on(t.accountId, t.suspendedAt),
		uniqueIndex('suspensions_standing')
			.on(t.accountId)
			.where(sql`${t.liftedAt} is null`),
		check('suspensions_lifted', sql`num_nulls(${t.liftReason}, ${t.liftedAt}) in (0, 2)`)
	]
);
