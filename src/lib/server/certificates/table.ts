// Certificates: what an organization confirms that a person has learnt, with the words of that day. The person decides
// whether it counts in the profile, and whether a link shows it to others.
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
import { certificateKinds, certificateStates } from '#lib/certificates/types.ts';
import { applications } from '#lib/server/applications/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { skills } from '#lib/server/skills/table.ts';
import { talents } from '#lib/server/talents/table.ts';

export const certificates = pgTable(
	'certificates',
	{
		id: id(),
		/** The application that was completed: one certificate each, besides those that were withdrawn. */
		applicationId: text().notNull(),
		kind: text({ enum: certificateKinds }).notNull(),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'restrict' }),
		/** The listing's title when it was issued. */
		titleZh: text(),
		titleEn: text(),
		startsOn: date(),
		endsOn: date(),
		issuedOn: date().notNull(),
		state: text({ enum: certificateStates }).notNull().default('offered'),
		answeredAt: moment(),
		withdrawnAt: moment(),
		/** Of the page that anybody with the link may read: unguessable, and absent as long as there is no such page. */
		code: text().unique(),
		/** What that page says: a name that the holder chose, and whether skills and dates are on it. */
		holder: text(),
		showsSkills: boolean().notNull().default(true),
		showsDates: boolean().notNull().default(true),
		createdAt: createdAt()
	},
	(t) => [
		foreignKey({
			name: 'certificates_application',
			columns: [t.applicationId, t.kind],
			foreignColumns: [applications.id, applications.kind]
		}).onDelete('cascade'),
		uniqueIndex('certificates_one')
			.on(t.applicationId)
			.where(sql`${t.state} <> 'withdrawn'`),
		index('certificates_application').on(t.applicationId),
		index('certificates_talent').on(t.talentId, t.issuedOn),
		check('certificates_kind', sql`${t.kind} in (${words(certificateKinds)})`),
		check('certificates_state', sql`${t.state} in (${words(certificateStates)})`),
		check('certificates_withdrawn', sql`(${t.state} = 'withdrawn') = (${t.withdrawnAt} is not null)`),
		check('certificates_dates', sql`num_nulls(${t.startsOn}, ${t.endsOn}) in (0, 2)`),
		// Nothing is shown to others that its holder has not agreed to.
		check(
			'certificates_shared',
			sql`${t.code} is null or (${t.state} in ('agreed', 'withdrawn') and ${t.holder} is not null and length(${t.code}) >= 24)`
		),
		check('certificates_holder', sql`length(${t.holder}) between 1 and 60`)
	]
);

export const certificateSkills = pgTable(
	'certificate_skills',
	{
		certificateId: text()
			.notNull()
			.references(() => certificates.id, { onDelete: 'cascade' }),
		skillId: text()
			.notNull()
			.references(() => skills.id, { onDelete: 'restrict' }),
		level: smallint().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.certificateId, t.skillId] }),
		index('certificate_skills_skill').on(t.skillId),
		check('certificate_skills_level', sql`${t.level} between 1 and 4`)
	]
);
