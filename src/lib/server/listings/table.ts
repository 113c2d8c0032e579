// What an organization publishes: the part that roles, courses and bases share.
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { questionsMax, type Question } from '#lib/applications/types.ts';
import { listingKinds, listingStates, skillRelations } from '#lib/listings/types.ts';
import type { Reasons } from '#lib/moderation/fields.ts';
import { districts } from '#lib/organizations/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id, moment, updatedAt, version, words } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { skills } from '#lib/server/skills/table.ts';

export const listings = pgTable(
	'listings',
	{
		id: id(),
		kind: text({ enum: listingKinds }).notNull(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'restrict' }),
		titleZh: text(),
		titleEn: text(),
		/** Plain text; blank lines part paragraphs. */
		textZh: text(),
		textEn: text(),
		district: text({ enum: districts }),
		state: text({ enum: listingStates }).notNull().default('draft'),
		/** Last day (Asia/Shanghai) on which it counts; a job closes what has passed it. */
		validUntil: date(),
		publishedAt: moment(),
		closedAt: moment(),
		/** Where the listing was first posted, when it is forwarded. */
		sourceUrl: text(),
		/** Why requirements that the posting rules warn of are needed here, by rule. */
		reasons: jsonb().$type<Reasons>().notNull().default({}),
		/** What it asks of whoever applies. */
		questions: jsonb()
			.$type<Question[]>()
			.notNull()
			.default(sql`'[]'`),
		/** Key of the row in a file it was imported from, so that importing again updates. */
		externalId: text(),
		sample: boolean().notNull().default(false),
		createdBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		version: version(),
		createdAt: createdAt(),
		updatedAt: updatedAt()
	},
	(t) => [
		unique('listings_id_kind').on(t.id, t.kind),
		uniqueIndex('listings_external').on(t.organizationId, t.kind, t.externalId),
		index('listings_organization').on(t.organizationId, t.state),
		index('listings_open').on(t.state, t.publishedAt),
		index('listings_updated').on(t.updatedAt),
		index('listings_closed')
			.on(t.closedAt)
			.where(sql`${t.state} = 'closed'`),
		index('listings_valid')
			.on(t.validUntil)
			.where(sql`${t.state} = 'open'`),
		check('listings_questions', sql`jsonb_array_length(${t.questions}) <= ${sql.raw(String(questionsMax))}`),
		check('listings_kind', sql`${t.kind} in (${words(listingKinds)})`),
		check('listings_state', sql`${t.state} in (${words(listingStates)})`),
		check('listings_district', sql`${t.district} in (${words(districts)})`),
		check('listings_title', sql`coalesce(nullif(${t.titleZh}, ''), nullif(${t.titleEn}, '')) is not null`),
		check(
			'listings_complete_when_open',
			sql`${t.state} <> 'open' or (${t.validUntil} is not null and ${t.publishedAt} is not null and coalesce(nullif(${t.textZh}, ''), nullif(${t.textEn}, '')) is not null)`
		)
	]
);

export const listingSkills = pgTable(
	'listing_skills',
	{
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'restrict' }),
		relation: text({ enum: skillRelations }).notNull(),
		/** Skill level 1–4; absent where the organization names none. */
		level: smallint()
	},
	(t) => [
		primaryKey({ columns: [t.listingId, t.skillId, t.relation] }),
		index('listing_skills_skill').on(t.skillId, t.relation),
		check('listing_skills_relation', sql`${t.relation} in (${words(skillRelations)})`),
		check('listing_skills_level', sql`${t.level} between 1 and 4`)
	]
);

/** How often a listing's page was looked at on a day (Asia/Shanghai). Nobody is in it. */
export const listingViews = pgTable(
	'listing_views',
	{
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		day: date().notNull(),
		views: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.listingId, t.day] }), check('listing_views_some', sql`${t.views} > 0`)]
);

/** How many talents a role finds, as of the day (Asia/Shanghai) on which they were counted. */
export const listingMatches = pgTable('listing_matches', {
	listingId: text()
		.primaryKey()
		.references(() => listings.id, { onDelete: 'cascade' }),
	/** Absent for a role that asks for nothing. */
	matches: integer(),
	day: date().notNull()
});
