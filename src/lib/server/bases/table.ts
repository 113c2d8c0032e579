// Internship and training bases: who runs them together, the periods with places, the places of each school, the tutors.
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	unique
} from 'drizzle-orm/pg-core';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';

export const bases = pgTable(
	'bases',
	{
		listingId: text().primaryKey(),
		kind: text({ enum: ['base'] })
			.notNull()
			.default('base'),
		addressZh: text(),
		addressEn: text(),
		equipmentZh: text(),
		equipmentEn: text(),
		/** Whole CNY a month paid to a trainee; 0 is none, absent is not said. */
		allowance: integer(),
		/** Whether everybody needs an agreement before the start, not only students of vocational schools. */
		agreementRequired: boolean().notNull().default(false)
	},
	(t) => [
		foreignKey({ columns: [t.listingId, t.kind], foreignColumns: [listings.id, listings.kind] }).onDelete(
			'cascade'
		),
		check('bases_kind', sql`${t.kind} = ${words(['base'])}`),
		check('bases_allowance', sql`${t.allowance} between 0 and 1000000`)
	]
);

export const basePartners = pgTable(
	'base_partners',
	{
		listingId: text()
			.notNull()
			.references(() => bases.listingId, { onDelete: 'cascade' }),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'restrict' }),
		/** When it was asked; absent as long as the organization that asks is not verified. */
		askedAt: moment(),
		/** A partner is shown once it has confirmed. */
		confirmedAt: moment(),
		/** It said no, or left later. It may still change its mind. */
		declinedAt: moment(),
		/** The same for the partner's own students. */
		agreementRequired: boolean().notNull().default(false)
	},
	(t) => [
		primaryKey({ columns: [t.listingId, t.organizationId] }),
		index('base_partners_organization').on(t.organizationId),
		check('base_partners_answer', sql`num_nulls(${t.confirmedAt}, ${t.declinedAt}) > 0`)
	]
);

export const basePeriods = pgTable(
	'base_periods',
	{
		id: id(),
		listingId: text()
			.notNull()
			.references(() => bases.listingId, { onDelete: 'cascade' }),
		startsOn: date().notNull(),
		endsOn: date().notNull(),
		places: integer().notNull(),
		/** Kept by admission in the same transaction; never above places. */
		placesTaken: integer().notNull().default(0)
	},
	(t) => [
		index('base_periods_listing').on(t.listingId, t.startsOn),
		check('base_periods_dates', sql`${t.endsOn} >= ${t.startsOn}`),
		check(
			'base_periods_places',
			sql`${t.places} between 1 and 10000 and ${t.placesTaken} between 0 and ${t.places}`
		)
	]
);

/** Places of a period that are kept for the students of one school; the rest of the period is for everybody. */
export const baseShares = pgTable(
	'base_shares',
	{
		periodId: text()
			.notNull()
			.references(() => basePeriods.id, { onDelete: 'cascade' }),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'restrict' }),
		places: integer().notNull(),
		/** Kept by admission in the same transaction, as the period's own; never above places. */
		placesTaken: integer().notNull().default(0)
	},
	(t) => [
		primaryKey({ columns: [t.periodId, t.organizationId] }),
		index('base_shares_organization').on(t.organizationId),
		check(
			'base_shares_places',
			sql`${t.places} between 1 and 10000 and ${t.placesTaken} between 0 and ${t.places}`
		)
	]
);

/**
 * Members whom an organization of the base has named as tutors, under a name that the interns see; likewise at a role
 * that is an internship, by who offers it and by the schools that interns come from.
 */
export const baseTutors = pgTable(
	'base_tutors',
	{
		id: id(),
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		name: text().notNull(),
		createdAt: createdAt()
	},
	(t) => [
		unique('base_tutors_once').on(t.listingId, t.organizationId, t.accountId),
		index('base_tutors_account').on(t.accountId),
		check('base_tutors_name', sql`length(${t.name}) between 1 and 60`)
	]
);
