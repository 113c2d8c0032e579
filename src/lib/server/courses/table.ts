// Courses: programmes, micro-degrees, courses and trainings, and the runs in which they are taught.
import { sql } from 'drizzle-orm';
import {
	check,
	date,
	foreignKey,
	index,
	integer,
	numeric,
	pgTable,
	text,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { courseModes, courseTypes, studyLevels } from '#lib/courses/types.ts';
import { createdAt, id, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';

export const courses = pgTable(
	'courses',
	{
		listingId: text().primaryKey(),
		kind: text({ enum: ['course'] })
			.notNull()
			.default('course'),
		type: text({ enum: courseTypes }).notNull(),
		/** The programme or micro-degree it belongs to. */
		parentId: text().references((): AnyPgColumn => courses.listingId, { onDelete: 'set null' }),
		/** School or department that gives it, when it is not the organization itself. */
		providedByZh: text(),
		providedByEn: text(),
		studyLevel: text({ enum: studyLevels }).notNull(),
		mode: text({ enum: courseModes }).notNull(),
		credits: numeric({ precision: 4, scale: 1, mode: 'number' }),
		/** Class hours in all. */
		hours: integer(),
		/** Whole CNY; 0 is free, absent is not said. */
		fee: integer(),
		admissionFrom: date(),
		admissionTo: date(),
		url: text()
	},
	(t) => [
		foreignKey({ columns: [t.listingId, t.kind], foreignColumns: [listings.id, listings.kind] }).onDelete(
			'cascade'
		),
		check('courses_kind', sql`${t.kind} = 'course'`),
		check('courses_parent', sql`${t.parentId} <> ${t.listingId}`),
		check('courses_type', sql`${t.type} in (${words(courseTypes)})`),
		check('courses_level', sql`${t.studyLevel} in (${words(studyLevels)})`),
		check('courses_mode', sql`${t.mode} in (${words(courseModes)})`),
		check('courses_numbers', sql`${t.credits} >= 0 and ${t.hours} between 1 and 10000 and ${t.fee} >= 0`),
		check('courses_admission', sql`${t.admissionTo} >= ${t.admissionFrom}`)
	]
);

export const courseRuns = pgTable(
	'course_runs',
	{
		id: id(),
		listingId: text()
			.notNull()
			.references(() => courses.listingId, { onDelete: 'cascade' }),
		startsOn: date().notNull(),
		endsOn: date().notNull(),
		seats: integer().notNull(),
		/** Kept by enrolment in the same transaction; never above seats. */
		seatsTaken: integer().notNull().default(0)
	},
	(t) => [
		index('course_runs_listing').on(t.listingId, t.startsOn),
		check('course_runs_dates', sql`${t.endsOn} >= ${t.startsOn}`),
		check(
			'course_runs_seats',
			sql`${t.seats} between 1 and 100000 and ${t.seatsTaken} between 0 and ${t.seats}`
		)
	]
);

/** An uploaded file of courses between its preview and its import; removed after the import or after a day. */
export const courseImports = pgTable(
	'course_imports',
	{
		id: id(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		fileName: text().notNull(),
		/** The file's text, already known to be a readable table. */
		content: text().notNull(),
		createdAt: createdAt()
	},
	(t) => [index('course_imports_created').on(t.createdAt)]
);
