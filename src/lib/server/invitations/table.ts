// Invitations: an organization asks a talent to apply for one of its listings.
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { declineReasonMax, invitationStates, reasonMax, repeatableStates } from '#lib/invitations/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { createdAt, id, moment, words } from '#lib/server/db/columns.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

export const invitations = pgTable(
	'invitations',
	{
		id: id(),
		/** Whose listing it is; the limit of a day counts by it. */
		organizationId: text()
			.notNull()
			.references(() => organizations.id, { onDelete: 'cascade' }),
		listingId: text()
			.notNull()
			.references(() => listings.id, { onDelete: 'cascade' }),
		talentId: text()
			.notNull()
			.references(() => talents.id, { onDelete: 'cascade' }),
		/** The member who sent it. */
		invitedBy: text().references(() => accounts.id, { onDelete: 'set null' }),
		state: text({ enum: invitationStates }).notNull().default('sent'),
		/** Why this talent, in the organization's words. */
		reason: text().notNull(),
		/** What the talent says when declining; may stay empty. */
		declineReason: text().notNull().default(''),
		/** What accepting it started. */
		applicationId: text().references(() => applications.id, { onDelete: 'set null' }),
		expiresAt: moment().notNull(),
		answeredAt: moment(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('invitations_one_active')
			.on(t.listingId, t.talentId)
			.where(sql`${t.state} not in (${words(repeatableStates)})`),
		index('invitations_organization').on(t.organizationId, t.createdAt),
		index('invitations_talent').on(t.talentId, t.createdAt),
		index('invitations_application').on(t.applicationId),
		index('invitations_waiting')
			.on(t.expiresAt)
			.where(sql`${t.state} = 'sent'`),
		check('invitations_state', sql`${t.state} in (${words(invitationStates)})`),
		check(
			'invitations_lengths',
			sql`length(${t.reason}) between 1 and ${sql.raw(String(reasonMax))} and length(${t.declineReason}) <= ${sql.raw(String(declineReasonMax))}`
		)
	]
);
