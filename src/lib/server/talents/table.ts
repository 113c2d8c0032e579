// Talent profiles. By law and by design there is no field for gender, birth date, marriage, health, a photograph
// or neural data.
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text
} from 'drizzle-orm/pg-core';
import { degrees } from '#lib/listings/types.ts';
import { districts } from '#lib/organizations/types.ts';
import { employmentTypes, payUnits } from '#lib/roles/types.ts';
import { evidences, visibilities } from '#lib/talents/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, updatedAt, version, words } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { skills } from '#lib/server/skills/table.ts';

export const talents = pgTable(
	'talents',
	{
		id: id(),
		accountId: text()
			.notNull()
			.unique()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** Chosen by the person; need not be the legal name. */
		displayName: text().notNull(),
		headline: text().notNull().default(''),
		about: text().notNull().default(''),
		degree: text({ enum: degrees }).notNull().default('none'),
		visibility: text({ enum: visibilities }).notNull().default('hidden'),
		/** Whether organizations may invite the person to their listings. */
		acceptsInvitations: boolean().notNull().default(true),
		/** Whether search engines may list a public profile. */
		indexable: boolean().notNull().default(false),
		wishDistricts: text({ enum: districts })
			.array()
			.notNull()
			.default(sql`'{}'`),
		wishTypes: text({ enum: employmentTypes })
			.array()
			.notNull()
			.default(sql`'{}'`),
		/** Least pay wished for, whole CNY per unit. */
		wishPay: integer(),
		wishPayUnit: text({ enum: payUnits }),
		wishDaysPerWeek: smallint(),
		availableFrom: date(),
		/** Contact goes only to organizations the person applied to or whose invitation was accepted. */
		contactEmail: text(),
		contactPhone: text(),
		contactWechat: text(),
		/** Kept out of sight by a case: hidden, whatever its owner chooses meanwhile. */
		frozenAt: moment(),
		sample: boolean().notNull().default(false),
		version: version(),
		createdAt: createdAt(),
		updatedAt: updatedAt()
	},
	(t) => [
		check('talents_frozen', sql`${t.frozenAt} is null or ${t.visibility} = 'hidden'`),
		index('talents_updated').on(t.updatedAt),
		check('talents_name', sql`length(${t.displayName}) between 1 and 60`),
		check('talents_degree', sql`${t.degree} in (${words(degrees)})`),
		check('talents_visibility', sql`${t.visibility} in (${words(visibilities)})`),
		check('talents_indexable', sql`not ${t.indexable} or ${t.visibility} = 'public'`),
		check('talents_wish_districts', sql`${t.wishDistricts} <@ array[${words(districts)}]::text[]`),
		check('talents_wish_types', sql`${t.wishTypes} <@ array[${words(employmentTypes)}]::text[]`),
		check('talents_wish_pay', sql`${t.wishPay} >= 0 and num_nulls(${t.wishPay}, ${t.wishPayUnit}) in (0, 2)`),
		check('talents_wish_days', sql`${t.wishDaysPerWeek} between 1 and 7`)
	]
);

export const talentSkills = pgTable(
	'talent_skills',
	{
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'restrict' }),
		level: smallint().notNull(),
		evidence: text({ enum: evidences }).notNull().default('stated'),
		/** What supports it in the person's words: a project, a course, a paper. */
		note: text().notNull().default('')
	},
	(t) => [
		primaryKey({ columns: [t.talentId, t.skillId] }),
		index('talent_skills_skill').on(t.skillId),
		check('talent_skills_level', sql`${t.level} between 1 and 4`),
		check('talent_skills_evidence', sql`${t.evidence} in (${words(evidences)})`)
	]
);

/**
 * What a skill was before its owner last corrected it from the explanation of a match, so that it can be taken back;
 * kept for a day. Without a level it was not in the profile.
 */
export const skillCorrections = pgTable(
	'skill_corrections',
	{
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		level: smallint(),
		evidence: text({ enum: evidences }).notNull().default('stated'),
		note: text().notNull().default(''),
		at: moment().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.talentId, t.skillId] }),
		index('skill_corrections_at').on(t.at),
		check('skill_corrections_level', sql`${t.level} between 1 and 4`),
		check('skill_corrections_evidence', sql`${t.evidence} in (${words(evidences)})`)
	]
);

/** Lines of education and experience, in the order the person gives. */
export const talentEntryKinds = ['education', 'experience'] as const;
export const talentEntries = pgTable(
	'talent_entries',
	{
		id: id(),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		kind: text({ enum: talentEntryKinds }).notNull(),
		position: smallint().notNull(),
		/** School or employer. */
		place: text().notNull(),
		/** Major and degree, or the position held. */
		title: text().notNull(),
		/** Months as YYYY-MM; an absent end means still there. */
		fromMonth: text(),
		toMonth: text(),
		text: text().notNull().default('')
	},
	(t) => [
		index('talent_entries_talent').on(t.talentId, t.kind, t.position),
		check('talent_entries_kind', sql`${t.kind} in (${words(talentEntryKinds)})`),
		check(
			'talent_entries_months',
			sql`${t.fromMonth} ~ '^\\d{4}-(0[1-9]|1[0-2])$' and ${t.toMonth} ~ '^\\d{4}-(0[1-9]|1[0-2])$' and ${t.toMonth} >= ${t.fromMonth}`
		)
	]
);

export const blockedOrganizations = pgTable(
	'blocked_organizations',
	{
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		createdAt: createdAt()
	},
	(t) => [
		primaryKey({ columns: [t.talentId, t.organizationId] }),
		index('blocked_organizations_organization').on(t.organizationId)
	]
);

export const profileViews = pgTable(
	'profile_views',
	{
		id: id(),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		viewedAt: moment().notNull().defaultNow()
	},
	(t) => [index('profile_views_talent').on(t.talentId, t.viewedAt)]
);
