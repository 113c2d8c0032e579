// Logins, their sessions, single-use tokens and consents.
import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	check,
	index,
	integer,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { ledgerPurposes, passkeyPurposes, purposes } from '#lib/accounts/types.ts';
import { createdAt, id, moment, updatedAt, version, words } from '#lib/server/db/columns.ts';

export const accounts = pgTable(
	'accounts',
	{
		id: id(),
		/** As typed; unique without regard to case. */
		email: text().notNull(),
		emailVerifiedAt: moment(),
		/** argon2id in PHC format. */
		passwordHash: text().notNull(),
		purpose: text({ enum: purposes }).notNull(),
		locale: text({ enum: ['zh-CN', 'en'] }).notNull(),
		isOperator: boolean().notNull().default(false),
		/** False: no personalised ranking, lists are ordered by date. */
		personalised: boolean().notNull().default(true),
		suspendedAt: moment(),
		version: version(),
		createdAt: createdAt(),
		updatedAt: updatedAt()
	},
	(t) => [
		uniqueIndex('accounts_email').on(sql`lower(${t.email})`),
		index('accounts_suspended')
			.on(t.id)
			.where(sql`${t.suspendedAt} is not null`),
		check('accounts_email_form', sql`${t.email} like '%_@_%' and length(${t.email}) <= 254`),
		check('accounts_purpose', sql`${t.purpose} in (${words(purposes)})`)
	]
);

export const sessions = pgTable(
	'sessions',
	{
		/** SHA-256 (hex) of the session id; the id itself is only in the person's cookie. */
		idHash: text().primaryKey(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** Idle end: moves while the session is used, never beyond 90 days after createdAt. */
		expiresAt: moment().notNull(),
		/** Browser and system as read from the request, for the list of devices. */
		device: text().notNull().default(''),
		lastSeenAt: moment().notNull().defaultNow(),
		/** When a code of the second factor was given, in signing in or in setting it up. */
		factorAt: moment(),
		/** When the person last showed who they are: in signing in, or when asked again. */
		confirmedAt: moment().notNull().defaultNow(),
		createdAt: createdAt()
	},
	(t) => [
		index('sessions_account').on(t.accountId),
		check('sessions_id_hash', sql`${t.idHash} ~ '^[0-9a-f]{64}$'`),
		check('sessions_absolute', sql`${t.expiresAt} <= ${t.createdAt} + interval '90 days 1 minute'`)
	]
);

/** The authenticator app of an account. */
export const secondFactors = pgTable('second_factors', {
	accountId: text()
		.primaryKey()
		.references(() => accounts.id, { onDelete: 'cascade' }),
	/** In base32, as it is: codes are computed from it. */
	secret: text().notNull(),
	/** Absent until a first code was given: before, it is not asked for. */
	confirmedAt: moment(),
	/** The half minute of the last code that was accepted: neither it nor an earlier one fits again. */
	lastStep: integer().notNull().default(0),
	createdAt: createdAt()
});

export const recoveryCodes = pgTable(
	'recovery_codes',
	{
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** SHA-256 (hex) of the code. */
		hash: text().notNull(),
		usedAt: moment()
	},
	(t) => [primaryKey({ columns: [t.accountId, t.hash] })]
);

/** Keys that telephones, computers and sticks hold for an account (WebAuthn). */
export const passkeys = pgTable(
	'passkeys',
	{
		/** As the authenticator made it, in base64url. */
		id: text().primaryKey(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		/** COSE, in base64url. */
		publicKey: text().notNull(),
		/** How often the authenticator says it was used; those that several devices share always say 0. */
		counter: bigint({ mode: 'number' }).notNull(),
		/** How the browser may reach it. */
		transports: text().array().notNull(),
		/** For the list: given by the person, or the browser that made it. */
		name: text().notNull(),
		lastUsedAt: moment(),
		createdAt: createdAt()
	},
	(t) => [index('passkeys_account').on(t.accountId)]
);

/** What authenticators were asked to sign. */
export const passkeyChallenges = pgTable(
	'passkey_challenges',
	{
		/** SHA-256 (hex) of the challenge. */
		hash: text().primaryKey(),
		purpose: text({ enum: passkeyPurposes }).notNull(),
		/** Absent for signing in. */
		accountId: text().references(() => accounts.id, { onDelete: 'cascade' }),
		expiresAt: moment().notNull()
	},
	(t) => [
		index('passkey_challenges_end').on(t.expiresAt),
		check('passkey_challenges_purpose', sql`${t.purpose} in (${words(passkeyPurposes)})`)
	]
);

/** `factor` is no mailed one: it carries a right password to the second step of signing in. */
export const tokenPurposes = ['verify', 'reset', 'email', 'factor'] as const;

export const tokens = pgTable(
	'account_tokens',
	{
		/** SHA-256 (hex) of the token that was mailed. */
		hash: text().primaryKey(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		purpose: text({ enum: tokenPurposes }).notNull(),
		/** The address the token proves. */
		email: text().notNull(),
		expiresAt: moment().notNull(),
		createdAt: createdAt()
	},
	(t) => [
		index('account_tokens_account').on(t.accountId, t.purpose),
		check('account_tokens_purpose', sql`${t.purpose} in (${words(tokenPurposes)})`)
	]
);

export const consents = pgTable(
	'consents',
	{
		id: id(),
		accountId: text()
			.notNull()
			.references(() => accounts.id, { onDelete: 'cascade' }),
		purpose: text({ enum: ledgerPurposes }).notNull(),
		/** Of an application: the one organization that it shares with. The key is in the migration: tables of others
		 * build on this one. */
		organizationId: text(),
		/** The application that shares; kept as a word, because the ledger outlives it. */
		applicationId: text(),
		/** Of somebody who applies along: their place in the team. Absent for who sent the application. */
		memberId: text(),
		/** Version (a date) of the text that was agreed to. */
		textVersion: text().notNull(),
		givenAt: createdAt(),
		withdrawnAt: moment()
	},
	(t) => [
		index('consents_account').on(t.accountId),
		index('consents_organization').on(t.organizationId, t.accountId),
		index('consents_ended')
			.on(t.organizationId, t.applicationId)
			.where(sql`${t.withdrawnAt} is not null and ${t.memberId} is null`),
		index('consents_application').on(t.applicationId),
		uniqueIndex('consents_sender')
			.on(t.applicationId)
			.where(sql`${t.memberId} is null`),
		check('consents_purpose', sql`${t.purpose} in (${words(ledgerPurposes)})`),
		check(
			'consents_recipient',
			sql`(${t.purpose} = 'application') = (${t.applicationId} is not null) and num_nulls(${t.organizationId}, ${t.applicationId}) in (0, 2)
				and (${t.memberId} is null or ${t.applicationId} is not null)`
		)
	]
);

export const rateLimits = pgTable(
	'rate_limits',
	{
		/** What is counted and for whom, as SHA-256 (hex): the table holds no address of a person. */
		key: text().primaryKey(),
		hits: integer().notNull(),
		/** The count starts anew after this. */
		endsAt: moment().notNull()
	},
	(t) => [index('rate_limits_end').on(t.endsAt)]
);
