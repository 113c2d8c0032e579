// Organizations, who may act for them, and who was asked to.
import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import {
	districts,
	membershipRoles,
	organizationKinds,
	verificationStates
} from '#lib/organizations/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { files } from '#lib/server/files/table.ts';
import { createdAt, id, moment, updatedAt, version, words } from '#lib/server/db/columns.ts';

export const organizations = pgTable(
	'organizations',
	{
		id: id(),
		slug: text().notNull().unique(),
		kind: text({ enum: organizationKinds }).notNull(),
		nameZh: text(),
		nameEn: text(),
		aboutZh: text(),
		aboutEn: text(),
		/** 统一社会信用代码, 18 characters (GB 32100-2015). */
		creditCode: text(),
		district: text({ enum: districts }),
		website: text(),
		verification: text({ enum: verificationStates }).notNull().default('unverified'),
		verifiedAt: moment(),
		/** Verification is checked again by this day (every six months). */
		verificationDue: date(),
		/** The operator's words to the organization about the last decision. */
		verificationReason: text(),
		/** When the website's domain last said that it knows of the organization; ends with another domain. */
		domainProvenAt: moment(),
		/** Invented for the demo marketplace. */
		sample: boolean().notNull().default(false),
		version: version(),
		createdAt: createdAt(),
		updatedAt: updatedAt()
	},
	(t) => [
		uniqueIndex('organizations_credit_code').on(t.creditCode),
		check('organizations_slug', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) <= 60`),
		check('organizations_name', sql`coalesce(nullif(${t.nameZh}, ''), nullif(${t.nameEn}, '')) is not null`),
		check('organizations_kind', sql`${t.kind} in (${words(organizationKinds)})`),
		check('organizations_district', sql`${t.district} in (${words(districts)})`),
		check('organizations_credit_code_form', sql`${t.creditCode} ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'`),
		check(
			'organizations_verification',
			sql`${t.verification} in (${words(verificationStates)}) and (${t.verification} <> 'verified' or (${t.verifiedAt} is not null and ${t.verificationDue} is not null))`
		)
	]
);

/** What an organization hands in to be verified. */
export const verificationPapers = pgTable('verification_papers', {
	organizationId: text()
		.primaryKey()
		.references(() => organizations.id, { onDelete: 'cascade' }),
	/** Who acts for it, by its own word. */
	personName: text().notNull(),
	personTitle: text(),
	licenceFileId: text().references(() => files.id, { onDelete: 'set null' }),
	updatedAt: updatedAt()
});

/** What one operator thinks, until another one thinks the same. */
export const verificationProposals = pgTable('verification_proposals', {
	organizationId: text()
		.primaryKey()
		.references(() => organizations.id, { onDelete: 'cascade' }),
	/** The organization's, as it was seen: for a later one it does not hold. */
	version: integer().notNull(),
	decision: text({ enum: ['verified', 'refused'] }).notNull(),
	reason: text(),
	accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
	createdAt: createdAt()
});

/** Codes that cannot be registered: of organizations that a case was decided against for good. */
export const blockedCodes = pgTable('blocked_codes', {
	creditCode: text().primaryKey(),
	/** The case that says why. */
	caseId: text().notNull(),
	createdAt: createdAt()
});

export const memberships = pgTable(
	'memberships',
	{
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		role: text({ enum: membershipRoles }).notNull(),
		createdAt: createdAt()
	},
	(t) => [
		primaryKey({ columns: [t.organizationId, t.accountId] }),
		index('memberships_account').on(t.accountId),
		check('memberships_role', sql`${t.role} in (${words(membershipRoles)})`)
	]
);

export const memberInvitations = pgTable(
	'member_invitations',
	{
		/** SHA-256 (hex) of the token that was mailed. */
		hash: text().primaryKey(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		email: text().notNull(),
		role: text({ enum: membershipRoles }).notNull(),
		invitedBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		expiresAt: moment().notNull(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('member_invitations_email').on(t.organizationId, sql`lower(${t.email})`),
		check('member_invitations_role', sql`${t.role} in (${words(membershipRoles)})`)
	]
);
