// Decisions and writes about organizations: registering and changing. Verifying is verify.ts's, their people are people.ts's.
import { and, eq, isNotNull } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { isSameIdentity } from '#lib/organizations/identity.ts';
import type { OrganizationChange, OrganizationInput } from '#lib/organizations/schema.ts';
import type { VerificationState } from '#lib/organizations/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { basePartners } from '#lib/server/bases/table.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import { listings } from '#lib/server/listings/table.ts';
import { domainOf } from '#lib/server/organizations/internet.ts';
import { requireOwner } from '#lib/server/organizations/membership.ts';
import { blockedCodes, memberships, organizations } from '#lib/server/organizations/table.ts';
import { markListings } from '#lib/server/search/outbox.ts';
import { pinyin } from '#lib/text/pinyin.ts';

/** What an organization without a valid verification has in its columns. */
export const unverified = { verifiedAt: null, verificationDue: null, verificationReason: null };

/** Registers an organization with the actor as its owner; it waits for verification. Returns its slug. */
export async function createOrganization(
	app: App,
	actor: Actor | undefined,
	input: OrganizationInput
): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	if (!actor.emailVerified) throw new Refusal('notNow', { '': 'org_error_verify_first' });
	const slug = slugOf(input);
	return refuseTakenCode(() =>
		app.db.transaction(async (tx) => {
			await refuseBlockedCode(tx, input.creditCode);
			const values = { ...input, slug, verification: 'pending' as const };
			const [row] = await tx.insert(organizations).values(values).returning({ id: organizations.id });
			await tx
				.insert(memberships)
				.values({ organizationId: row!.id, accountId: actor.accountId, role: 'owner' });
			return slug;
		})
	);
}

/**
 * Changes what an organization says about itself; owners only. Verification vouches for its names, kind and credit
 * code: a verified organization that changes one of them waits for verification again, and its owner must have
 * agreed to that (`recheck`). One that was refused waits again after any change. Returns the state it is in.
 * @throws Refusal changedElsewhere when the row has moved on since the form was made
 */
export async function updateOrganization(
	app: App,
	actor: Actor | undefined,
	slug: string,
	{ version, recheck, ...input }: OrganizationChange
): Promise<VerificationState> {
	const { organization } = await requireOwner(app.db, actor, slug);
	if (organization.version !== version) throw new Refusal('changedElsewhere');
	const verified = organization.verification === 'verified';
	const frozen = organization.verification === 'frozen';
	const stays = (verified || frozen) && isSameIdentity(organization, input);
	if (verified && !stays && !recheck) throw new Refusal('invalid', { recheck: 'org_error_recheck' });
	// One that a case has frozen stays so; with another identity it is verified anew after its release.
	const verification = frozen ? ('frozen' as const) : ('pending' as const);
	const waiting = { ...unverified, verification };
	// Another domain has proven nothing yet.
	const domain = domainOf(input.website) === domainOf(organization.website) ? {} : { domainProvenAt: null };
	await refuseTakenCode(() =>
		app.db.transaction(async (tx) => {
			if (input.creditCode !== organization.creditCode) await refuseBlockedCode(tx, input.creditCode);
			const seen = and(eq(organizations.id, organization.id), eq(organizations.version, version));
			const changed = await tx
				.update(organizations)
				.set({ ...input, ...(stays ? {} : waiting), ...domain, version: version + 1 })
				.where(seen)
				.returning();
			if (!changed.length) throw new Refusal('changedElsewhere');
			await markAllListings(tx, organization.id);
		})
	);
	return stays ? organization.verification : verification;
}

/** Everything that shows the organization's name: its own listings, and the bases it takes part in. */
export async function markAllListings(tx: Transaction, organizationId: string) {
	const own = tx
		.select({ id: listings.id })
		.from(listings)
		.where(eq(listings.organizationId, organizationId));
	const shared = tx
		.select({ id: basePartners.listingId })
		.from(basePartners)
		.where(and(eq(basePartners.organizationId, organizationId), isNotNull(basePartners.confirmedAt)));
	const rows = await own.union(shared);
	await markListings(
		tx,
		rows.map(({ id }) => id)
	);
}

async function refuseBlockedCode(tx: Transaction, creditCode: string | null): Promise<void> {
	if (creditCode && (await tx.$count(blockedCodes, eq(blockedCodes.creditCode, creditCode))) > 0)
		throw new Refusal('notAllowed', { creditCode: 'org_error_blocked' });
}

async function refuseTakenCode<T>(write: () => Promise<T>): Promise<T> {
	try {
		return await write();
	} catch (error) {
		if (isUniqueViolation(error, 'organizations_credit_code'))
			throw new Refusal('alreadyExists', { creditCode: 'org_error_exists' });
		throw error;
	}
}

/** A readable, unique part of the address: the English name, or the Chinese one's sound, and four random letters. */
function slugOf({ nameEn, nameZh }: OrganizationInput): string {
	const words = (nameEn ?? pinyin(nameZh ?? ''))
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 48)
		.replace(/-+$/, '');
	return `${words || 'organization'}-${newId().slice(0, 4)}`;
}
