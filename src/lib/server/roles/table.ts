// Roles: jobs, internships, postdocs, principal investigators and teams.
import { sql } from 'drizzle-orm';
import { boolean, check, date, foreignKey, integer, pgTable, smallint, text } from 'drizzle-orm/pg-core';
import { degrees } from '#lib/listings/types.ts';
import { benefits, employmentTypes, payUnits, researchSubjects } from '#lib/roles/types.ts';
import { words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';

export const roles = pgTable(
	'roles',
	{
		listingId: text().primaryKey(),
		kind: text({ enum: ['role'] })
			.notNull()
			.default('role'),
		employmentType: text({ enum: employmentTypes }).notNull(),
		/** Basic pay before tax, whole CNY per unit. */
		payFrom: integer(),
		payTo: integer(),
		payUnit: text({ enum: payUnits }),
		/** Monthly salaries a year (12–24). */
		payMonths: smallint(),
		headcount: smallint().notNull().default(1),
		/** Lowest degree asked for. */
		degree: text({ enum: degrees }).notNull().default('none'),
		daysPerWeek: smallint(),
		lengthMonths: smallint(),
		/** Whether an internship can become a job (转正). */
		mayStay: boolean().notNull().default(false),
		startsOn: date(),
		benefits: text({ enum: benefits })
			.array()
			.notNull()
			.default(sql`'{}'`),
		equityNoteZh: text(),
		equityNoteEn: text(),
		researchWith: text({ enum: researchSubjects }).notNull().default('none'),
		invasive: boolean().notNull().default(false),
		clinical: boolean().notNull().default(false)
	},
	(t) => [
		foreignKey({ columns: [t.listingId, t.kind], foreignColumns: [listings.id, listings.kind] }).onDelete(
			'cascade'
		),
		check('roles_kind', sql`${t.kind} = 'role'`),
		check('roles_employment', sql`${t.employmentType} in (${words(employmentTypes)})`),
		check('roles_pay', sql`${t.payFrom} >= 0 and ${t.payTo} >= ${t.payFrom} and ${t.payTo} <= 100000000`),
		check('roles_pay_whole', sql`num_nulls(${t.payFrom}, ${t.payTo}, ${t.payUnit}) in (0, 3)`),
		check('roles_pay_unit', sql`${t.payUnit} in (${words(payUnits)})`),
		check(
			'roles_pay_months',
			sql`${t.payMonths} is null or (${t.payMonths} between 12 and 24 and ${t.payUnit} = 'month')`
		),
		check('roles_headcount', sql`${t.headcount} between 1 and 999`),
		check('roles_degree', sql`${t.degree} in (${words(degrees)})`),
		check('roles_days', sql`${t.daysPerWeek} between 1 and 7`),
		check('roles_length', sql`${t.lengthMonths} between 1 and 60`),
		check('roles_benefits', sql`${t.benefits} <@ array[${words(benefits)}]::text[]`),
		check('roles_research', sql`${t.researchWith} in (${words(researchSubjects)})`)
	]
);
