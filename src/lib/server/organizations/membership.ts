// May this actor act for this organization? Every service that writes for an organization asks here first.
import type { Actor } from '#lib/accounts/types.ts';
import type { MembershipRole } from '#lib/organizations/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { membershipIn, type Organization } from '#lib/server/organizations/data.ts';

/**
 * The organization and the actor's role in it. An organization the actor does not belong to answers like one that
 * does not exist.
 */
export async function requireMember(
	db: Database | Transaction,
	actor: Pick<Actor, 'accountId'> | undefined,
	slug: string
): Promise<{ organization: Organization; role: MembershipRole }> {
	if (!actor) throw new Refusal('signInFirst');
	const membership = await membershipIn(db, actor.accountId, slug);
	if (!membership) throw new Refusal('notFound');
	return membership;
}

/** As requireMember, for what only owners may do. */
export async function requireOwner(db: Database | Transaction, actor: Actor | undefined, slug: string) {
	const membership = await requireMember(db, actor, slug);
	if (membership.role !== 'owner') throw new Refusal('notAllowed');
	return membership;
}

/** Unverified organizations draft; only verified ones publish and see talents. */
export function canPublish(organization: Pick<Organization, 'verification'>): boolean {
	return organization.verification === 'verified';
}
