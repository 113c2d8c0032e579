// Internships: what belongs to an application for a period of a base, or for a role that is an internship, besides its
// moves: the person's statement, and of bases the weekly log with the tutors' comments and the evaluations. There is none
// until the person has made the statement.
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { ageBands, internshipKinds, internshipSides, studies, voices } from '#lib/internships/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { createdAt, id, moment, version, words } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { skills } from '#lib/server/skills/table.ts';

export const internships = pgTable(
	'internships',
	{
		applicationId: text().primaryKey(),
		kind: text({ enum: internshipKinds }).notNull().default('base'),
		/** The name that goes into the agreement, for the organizations of this internship only. */
		fullName: text().notNull(),
		/** Stated by the person on that day, for this internship. */
		ageBand: text({ enum: ageBands }).notNull(),
		study: text({ enum: studies }).notNull(),
		statedOn: date().notNull(),
		/** The school of the base that the person comes from; their place is one of that school's. */
		schoolId: text().references(() => organizations.id, { onDelete: 'restrict' }),
		/** Whether it ended with a job at the host. */
		endedWithJob: boolean().notNull().default(false)
	},
	(t) => [
		foreignKey({
			name: 'internships_application',
			columns: [t.applicationId, t.kind],
			foreignColumns: [applications.id, applications.kind]
		}).onDelete('cascade'),
		index('internships_school').on(t.schoolId),
		check('internships_kind', sql`${t.kind} in (${words(internshipKinds)})`),
		check('internships_name', sql`length(${t.fullName}) between 1 and 60`),
		check('internships_age', sql`${t.ageBand} in (${words(ageBands)})`),
		check('internships_study', sql`${t.study} in (${words(studies)})`),
		// A vocational school arranges the internship of its students.
		check('internships_school_arranges', sql`${t.study} <> 'vocational' or ${t.schoolId} is not null`)
	]
);

/** One week of the person's log. */
export const internshipWeeks = pgTable(
	'internship_weeks',
	{
		id: id(),
		applicationId: text()
			.notNull()
			.references(() => internships.applicationId, { onDelete: 'cascade' }),
		/** Its Monday. */
		monday: date().notNull(),
		text: text().notNull(),
		/** Days attended, as the person says, and as a tutor of the host has confirmed. */
		days: smallint().notNull(),
		confirmedDays: smallint(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('internship_weeks_once').on(t.applicationId, t.monday),
		check('internship_weeks_monday', sql`extract(isodow from ${t.monday}) = 1`),
		check('internship_weeks_days', sql`${t.days} between 0 and 7 and ${t.confirmedDays} between 0 and 7`),
		check('internship_weeks_length', sql`length(${t.text}) between 1 and 5000`)
	]
);

/** What a tutor says about a week, under the name the organization gave them. */
export const internshipComments = pgTable(
	'internship_comments',
	{
		id: id(),
		weekId: text()
			.notNull()
			.references(() => internshipWeeks.id, { onDelete: 'cascade' }),
		side: text({ enum: internshipSides }).notNull(),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		name: text().notNull(),
		text: text().notNull(),
		at: moment().notNull()
	},
	(t) => [
		index('internship_comments_week').on(t.weekId, t.at),
		check('internship_comments_side', sql`${t.side} in (${words(internshipSides)})`),
		check('internship_comments_length', sql`length(${t.text}) between 1 and 2000`)
	]
);

/** How the host, the school and the person see what was learnt; each once, and it may be changed until completion. */
export const internshipEvaluations = pgTable(
	'internship_evaluations',
	{
		applicationId: text()
			.notNull()
			.references(() => internships.applicationId, { onDelete: 'cascade' }),
		voice: text({ enum: voices }).notNull(),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		/** The tutor's, as the organization gave it; absent for the person. */
		name: text(),
		text: text().notNull(),
		at: moment().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.applicationId, t.voice] }),
		check('internship_evaluations_voice', sql`${t.voice} in (${words(voices)})`),
		check('internship_evaluations_length', sql`length(${t.text}) between 1 and 2000`)
	]
);

export const evaluatedSkills = pgTable(
	'evaluated_skills',
	{
		applicationId: text().notNull(),
		voice: text({ enum: voices }).notNull(),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'restrict' }),
		level: smallint().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.applicationId, t.voice, t.skillId] }),
		foreignKey({
			name: 'evaluated_skills_evaluation',
			columns: [t.applicationId, t.voice],
			foreignColumns: [internshipEvaluations.applicationId, internshipEvaluations.voice]
		}).onDelete('cascade'),
		check('evaluated_skills_level', sql`${t.level} between 1 and 4`)
	]
);
