// Reads of teams: those of an application, and the requests to somebody.
import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { applications } from '#lib/server/applications/table.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';
import { teamMembers } from '#lib/server/teams/table.ts';
import type { MemberState } from '#lib/teams/types.ts';

type Member = { id: string; email: string; state: MemberState; talentId: string | null };

/** Everybody who was asked, by application. */
export async function teamsOf(
	db: Database | Transaction,
	applicationIds: readonly string[]
): Promise<Map<string, Member[]>> {
	const teams = new Map<string, Member[]>();
	if (!applicationIds.length) return teams;
	const rows = await db
		.select({
			applicationId: teamMembers.applicationId,
			id: teamMembers.id,
			email: teamMembers.email,
			state: teamMembers.state,
			talentId: teamMembers.talentId
		})
		.from(teamMembers)
		.where(inArray(teamMembers.applicationId, [...applicationIds]))
		.orderBy(asc(teamMembers.email));
	for (const { applicationId, ...member } of rows)
		teams.set(applicationId, [...(teams.get(applicationId) ?? []), member]);
	return teams;
}

/** Accounts of those who confirmed. */
export async function teamAccounts(tx: Transaction, applicationId: string): Promise<string[]> {
	const rows = await tx
		.select({ accountId: talents.accountId })
		.from(teamMembers)
		.innerJoin(talents, eq(talents.id, teamMembers.talentId))
		.where(and(eq(teamMembers.applicationId, applicationId), eq(teamMembers.state, 'confirmed')));
	return rows.map(({ accountId }) => accountId);
}

/** What somebody was asked at their address, or has confirmed: the newest first. */
export async function requestsTo(db: Database, email: string | undefined, talentId: string | undefined) {
	const asked = email
		? and(eq(teamMembers.email, email.toLowerCase()), eq(teamMembers.state, 'asked'))
		: undefined;
	const joined = talentId ? eq(teamMembers.talentId, talentId) : undefined;
	if (!asked && !joined) return [];
	return db
		.select({
			id: teamMembers.id,
			member: teamMembers.state,
			state: applications.state,
			heldUntil: applications.heldUntil,
			askedAt: teamMembers.askedAt,
			by: talents.displayName,
			listing: { id: listings.id, kind: listings.kind, titleZh: listings.titleZh, titleEn: listings.titleEn },
			organization: { nameZh: organizations.nameZh, nameEn: organizations.nameEn }
		})
		.from(teamMembers)
		.innerJoin(applications, eq(applications.id, teamMembers.applicationId))
		.innerJoin(talents, eq(talents.id, applications.talentId))
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.where(or(asked, joined))
		.orderBy(desc(teamMembers.askedAt), asc(teamMembers.id));
}
