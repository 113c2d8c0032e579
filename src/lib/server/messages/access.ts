// Who takes part in a conversation about an application: the person who applied, and the members of the verified
// organization while it may see the application. For anybody else it does not exist.
import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { accessEndedStates } from '#lib/applications/types.ts';
import type { Side } from '#lib/messages/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { stillShared } from '#lib/server/applications/data.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { blockedOrganizations, talents } from '#lib/server/talents/table.ts';

/** An application's conversation as somebody comes to it: through an organization, or as the person who applied. */
export type Place = { id: string; slug?: string | undefined };

export type Access = Awaited<ReturnType<typeof applicationOf>> & { side: Side };

/** The conversation and the actor's side of it. Refuses with `notFound` whoever takes no part. */
export async function requireAccess(
	db: Database | Transaction,
	actor: Actor | undefined,
	{ id, slug }: Place
): Promise<Access> {
	if (!actor) throw new Refusal('signInFirst');
	if (slug === undefined) {
		const application = await applicationOf(db, id);
		if (application.talentAccountId !== actor.accountId) throw new Refusal('notFound');
		return { ...application, side: 'talent' };
	}
	const { organization } = await requireMember(db, actor, slug);
	const application = await applicationOf(db, id);
	if (application.organizationId !== organization.id || !application.open) throw new Refusal('notFound');
	return { ...application, side: 'organization' };
}

/** `open` says whether the organization sees the application now, and so what is written about it. */
async function applicationOf(db: Database | Transaction, id: string) {
	const blocked = db
		.select({ one: sql`1` })
		.from(blockedOrganizations)
		.where(
			and(
				eq(blockedOrganizations.talentId, applications.talentId),
				eq(blockedOrganizations.organizationId, listings.organizationId)
			)
		);
	const [row] = await db
		.select({
			applicationId: applications.id,
			kind: applications.kind,
			state: applications.state,
			listingId: listings.id,
			titleZh: listings.titleZh,
			titleEn: listings.titleEn,
			organizationId: organizations.id,
			slug: organizations.slug,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn,
			verification: organizations.verification,
			talentId: talents.id,
			displayName: talents.displayName,
			talentAccountId: talents.accountId,
			held: sql<boolean>`${applications.heldUntil} is not null`,
			suspended: sql<boolean>`${accounts.suspendedAt} is not null`,
			blocked: sql<boolean>`exists (${blocked})`,
			shared: sql<boolean>`${stillShared(applications.id)}`
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.innerJoin(talents, eq(talents.id, applications.talentId))
		.innerJoin(accounts, eq(accounts.id, talents.accountId))
		.where(eq(applications.id, id));
	if (!row) throw new Refusal('notFound');
	const { verification, held, suspended, shared, blocked: isBlocked, ...application } = row;
	const ended = (accessEndedStates as readonly string[]).includes(row.state);
	const hidden = ended || held || isBlocked || suspended || !shared;
	return { ...application, open: !hidden && canPublish({ verification }) };
}
