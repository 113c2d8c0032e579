// What was published, kept for three years as the rules on online recruitment ask, also after its owner deletes it.
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { listingKinds } from '#lib/listings/types.ts';
import type { Reasons } from '#lib/moderation/fields.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { createdAt, id } from '#lib/server/db/columns.ts';
import { organizations } from '#lib/server/organizations/table.ts';

export const listingVersions = pgTable(
	'listing_versions',
	{
		id: id(),
		/** No foreign key: a version outlives its listing. */
		listingId: text().notNull(),
		/** The listing's version when it was published or, open, changed. */
		version: integer().notNull(),
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'restrict' }),
		kind: text({ enum: listingKinds }).notNull(),
		/** The rows of the listing and of its kind, as they were. */
		content: jsonb().$type<Record<string, unknown>>().notNull(),
		/** Reasons given for what the posting rules warn of. */
		reasons: jsonb().$type<Reasons>().notNull(),
		/** Who published or changed it; without the person once the account is erased, or by a command. */
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('listing_versions_listing').on(t.listingId, t.version),
		index('listing_versions_created').on(t.createdAt)
	]
);

/** Each time an operator reads what is kept: who, of which listing, and why. */
export const versionReadings = pgTable(
	'version_readings',
	{
		id: id(),
		listingId: text().notNull(),
		accountId: text().references(() => accounts.id, { onDelete: 'set null' }),
		reason: text().notNull(),
		createdAt: createdAt()
	},
	(t) => [index('version_readings_listing').on(t.listingId, t.createdAt)]
);
