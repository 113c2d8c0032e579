// Reads of invitations: a talent's own, and an organization's. What nobody answered in time reads as expired, also
// before the nightly job has written it down.
import { and, asc, count, desc, eq, gte, sql, type SQL } from 'drizzle-orm';
import type { InvitationState } from '#lib/invitations/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { invitations } from '#lib/server/invitations/table.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { blockedOrganizations, talents } from '#lib/server/talents/table.ts';

/** The state as of `now`. */
const stateAt = (now: Date) =>
	sql<InvitationState>`case when ${invitations.state} = 'sent' and ${invitations.expiresAt} <= ${now.toISOString()}::timestamptz
		then 'expired' else ${invitations.state} end`;

const ofTalent = (now: Date) => ({
	id: invitations.id,
	state: stateAt(now),
	reason: invitations.reason,
	declineReason: invitations.declineReason,
	createdAt: invitations.createdAt,
	expiresAt: invitations.expiresAt,
	applicationId: invitations.applicationId,
	listing: {
		id: listings.id,
		kind: listings.kind,
		state: listings.state,
		titleZh: listings.titleZh,
		titleEn: listings.titleEn
	},
	organization: { slug: organizations.slug, nameZh: organizations.nameZh, nameEn: organizations.nameEn }
});

/** A talent's invitations, the newest first, without those the organization took back. */
export async function invitationsOf(db: Database, talentId: string, now: Date, limit: number) {
	return invitationsWhere(
		db,
		now,
		sql`${invitations.talentId} = ${talentId} and ${invitations.state} <> 'withdrawn'`
	).limit(limit);
}

export async function invitationOf(db: Database, talentId: string, id: string, now: Date) {
	const own = and(eq(invitations.talentId, talentId), eq(invitations.id, id));
	const [row] = await invitationsWhere(db, now, own!);
	return row;
}

function invitationsWhere(db: Database, now: Date, where: SQL) {
	return db
		.select(ofTalent(now))
		.from(invitations)
		.innerJoin(listings, eq(listings.id, invitations.listingId))
		.innerJoin(organizations, eq(organizations.id, invitations.organizationId))
		.where(where)
		.orderBy(desc(invitations.createdAt), asc(invitations.id));
}

type Part = { state?: InvitationState | undefined; limit: number; offset: number };

/** What an organization has sent, the newest first, and who of its members sent it. */
export async function invitationsFrom(db: Database, organizationId: string, now: Date, part: Part) {
	const where = and(
		eq(invitations.organizationId, organizationId),
		part.state ? sql`${stateAt(now)} = ${part.state}` : undefined
	);
	const [total] = await db.select({ n: count() }).from(invitations).where(where);
	const rows = await db
		.select({
			id: invitations.id,
			state: stateAt(now),
			reason: invitations.reason,
			declineReason: invitations.declineReason,
			createdAt: invitations.createdAt,
			expiresAt: invitations.expiresAt,
			by: accounts.email,
			listing: {
				id: listings.id,
				kind: listings.kind,
				titleZh: listings.titleZh,
				titleEn: listings.titleEn
			},
			talent: { id: talents.id, displayName: talents.displayName },
			/** Whether the organization may still see who it is. */
			visible: sql<boolean>`(${talents.visibility} <> 'hidden' or ${invitations.state} = 'accepted') and not exists (
				select from ${blockedOrganizations} b
				where b.talent_id = ${talents.id} and b.organization_id = ${invitations.organizationId})
				and not exists (select from ${accounts} s where s.id = ${talents.accountId} and s.suspended_at is not null)`
		})
		.from(invitations)
		.innerJoin(listings, eq(listings.id, invitations.listingId))
		.innerJoin(talents, eq(talents.id, invitations.talentId))
		.leftJoin(accounts, eq(accounts.id, invitations.invitedBy))
		.where(where)
		.orderBy(desc(invitations.createdAt), asc(invitations.id))
		.limit(part.limit)
		.offset(part.offset);
	const shown = rows.map(({ visible, talent, ...row }) => ({ ...row, talent: visible ? talent : undefined }));
	return { total: total!.n, rows: shown };
}

/** How many invitations an organization has sent since a moment, taken back or not. */
export async function sentSince(db: Database | Transaction, organizationId: string, since: Date) {
	return db.$count(
		invitations,
		and(eq(invitations.organizationId, organizationId), gte(invitations.createdAt, since))
	);
}

/** The invitation that stands between a listing and a talent: waiting, accepted or declined. */
export async function standingInvitation(
	db: Database | Transaction,
	listingId: string,
	talentId: string,
	now: Date
) {
	const [row] = await db
		.select({ state: invitations.state })
		.from(invitations)
		.where(
			and(
				eq(invitations.listingId, listingId),
				eq(invitations.talentId, talentId),
				sql`${stateAt(now)} not in ('withdrawn', 'expired')`
			)
		);
	return row;
}
