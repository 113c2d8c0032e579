// The skill tree: groups, families, skills; their other names; what people suggest for it; and the nightly numbers per
// skill.
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
import { studyLevels } from '#lib/courses/types.ts';
import { districts } from '#lib/organizations/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, version, words } from '#lib/server/db/columns.ts';
import { heldParts, suggestionKinds, suggestionStates } from '#lib/skills/types.ts';

export const skills = pgTable(
	'skills',
	{
		/** Slug of the English name; never changes once published. */
		id: text().primaryKey(),
		zh: text().notNull(),
		en: text().notNull(),
		/** 1 group, 2 family, 3 skill. */
		depth: smallint().notNull(),
		/** Order within the data file, for lists that show the tree. */
		position: integer().notNull(),
		/** Outside identifiers such as wikidata:Q… or mesh:D…. */
		identifiers: text()
			.array()
			.notNull()
			.default(sql`'{}'`),
		/** What operators have changed: the data file leaves it alone from then on. */
		held: text({ enum: heldParts })
			.array()
			.notNull()
			.default(sql`'{}'`),
		version: version()
	},
	(t) => [
		check('skills_held', sql`${t.held} <@ array[${words(heldParts)}]::text[]`),
		check('skills_id', sql`${t.id} ~ '^[a-z0-9]+(-[a-z0-9]+)*$'`),
		check('skills_depth', sql`${t.depth} between 1 and 3`),
		check('skills_names', sql`${t.zh} <> '' and ${t.en} <> ''`)
	]
);

export const skillParents = pgTable(
	'skill_parents',
	{
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		parentId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'restrict' })
	},
	(t) => [
		primaryKey({ columns: [t.skillId, t.parentId] }),
		index('skill_parents_parent').on(t.parentId),
		check('skill_parents_other', sql`${t.skillId} <> ${t.parentId}`)
	]
);

export const skillAliases = pgTable(
	'skill_aliases',
	{
		/** The alias after folding (lib/text/fold); one skill per folded name. */
		folded: text().primaryKey(),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		alias: text().notNull(),
		locale: text({ enum: ['zh-CN', 'en'] }).notNull()
	},
	(t) => [index('skill_aliases_skill').on(t.skillId), check('skill_aliases_text', sql`${t.alias} <> ''`)]
);

/** Ids of skills that were merged into another one: addresses, files and saved searches may still hold them. */
export const skillSuccessors = pgTable(
	'skill_successors',
	{
		oldId: text().primaryKey(),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		at: moment().notNull().defaultNow()
	},
	(t) => [index('skill_successors_skill').on(t.skillId)]
);

/** What somebody misses in the tree, until an operator accepts or refuses it. */
export const skillSuggestions = pgTable(
	'skill_suggestions',
	{
		id: id(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** The name that is missing. */
		name: text().notNull(),
		/** Whose other name it is; absent where a skill is missing. */
		skillId: text().references(() => skills.id, { onDelete: 'set null' }),
		kind: text({ enum: suggestionKinds }).notNull(),
		reason: text().notNull(),
		state: text({ enum: suggestionStates }).notNull().default('open'),
		/** What the operator says to a refusal. */
		answer: text().notNull().default(''),
		decidedAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		index('skill_suggestions_account').on(t.accountId, t.createdAt),
		index('skill_suggestions_skill').on(t.skillId),
		index('skill_suggestions_open')
			.on(t.createdAt)
			.where(sql`${t.state} = 'open'`),
		check('skill_suggestions_kind', sql`${t.kind} in (${words(suggestionKinds)})`),
		check(
			'skill_suggestions_state',
			sql`${t.state} in (${words(suggestionStates)}) and (${t.state} = 'open') = (${t.decidedAt} is null)`
		),
		check('skill_suggestions_name', sql`length(${t.name}) between 1 and 80`)
	]
);

/** Which data files the database holds, so that a start leaves alone what has not changed. */
export const loadedFiles = pgTable('loaded_files', {
	/** The file's name, such as skills.csv. */
	name: text().primaryKey(),
	/** SHA-256 (hex) of the file and of the way it was read. */
	hash: text().notNull()
});

/** What there was of a skill and everything under it: a group counts each listing and each person once. */
export const skillSnapshots = pgTable(
	'skill_snapshots',
	{
		day: date().notNull(),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'cascade' }),
		/** A district, or '' where a listing names none. */
		district: text().notNull(),
		/** A course's study level; '' for roles, bases and people. */
		studyLevel: text().notNull(),
		/** Open roles that need it, and the people they look for. */
		roles: integer().notNull().default(0),
		/** Open roles that name the skill itself: what its weight in a match is counted from. */
		named: integer().notNull().default(0),
		headcount: integer().notNull().default(0),
		/** Skills announced for later (demand signals), and the people they speak of, at least and at most. */
		signals: integer().notNull().default(0),
		wantedFrom: integer().notNull().default(0),
		wantedTo: integer().notNull().default(0),
		/** Talents who have it. Exact, so never shown: lib/map/people.ts says what may be. */
		talents: integer().notNull().default(0),
		/** Open courses that give it, and the seats of their runs that have not ended. */
		courses: integer().notNull().default(0),
		seats: integer().notNull().default(0),
		/** Open bases that give it, and the places of their periods that have not ended. */
		bases: integer().notNull().default(0),
		places: integer().notNull().default(0)
	},
	(t) => [
		primaryKey({ columns: [t.day, t.skillId, t.district, t.studyLevel] }),
		index('skill_snapshots_skill').on(t.skillId, t.day),
		check('skill_snapshots_district', sql`${t.district} in ('', ${words(districts)})`),
		check('skill_snapshots_level', sql`${t.studyLevel} in ('', ${words(studyLevels)})`),
		check(
			'skill_snapshots_counts',
			sql`least(${t.roles}, ${t.named}, ${t.headcount}, ${t.signals}, ${t.wantedFrom}, ${t.talents}, ${t.courses}, ${t.seats}, ${t.bases}, ${t.places}) >= 0 and ${t.wantedTo} >= ${t.wantedFrom}`
		)
	]
);

/** One row for each day with a snapshot. A match names the snapshot that its weights of skills are from. */
export const snapshotDays = pgTable(
	'snapshot_days',
	{
		day: date().primaryKey(),
		/** Roles that were open: what the weights of skills are counted over. */
		openRoles: integer().notNull(),
		takenAt: moment().notNull().defaultNow(),
		/** Invented for the demo marketplace. */
		sample: boolean().notNull().default(false)
	},
	(t) => [check('snapshot_days_counts', sql`${t.openRoles} >= 0`)]
);
