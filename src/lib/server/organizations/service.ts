// Decisions and writes about organizations and their people.
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { href, type Locale } from '#lib/i18n/locale.ts';
import { dayInNanjing, pick } from '#lib/i18n/text.ts';
import type { OrganizationInput } from '#lib/organizations/schema.ts';
import type { MembershipRole } from '#lib/organizations/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import { listings } from '#lib/server/listings/table.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { countOwners } from '#lib/server/organizations/data.ts';
import { requireMember, requireOwner } from '#lib/server/organizations/membership.ts';
import { memberInvitations, memberships, organizations } from '#lib/server/organizations/table.ts';
import { markListings } from '#lib/server/search/outbox.ts';
import { pinyin } from '#lib/text/pinyin.ts';

const invitationDays = 7;
/** Verification is due again after six months (notice on recruiting information, 2026-01). */
const verificationMonths = 6;

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
			const values = { ...input, slug, verification: 'pending' as const };
			const [row] = await tx.insert(organizations).values(values).returning({ id: organizations.id });
			await tx
				.insert(memberships)
				.values({ organizationId: row!.id, accountId: actor.accountId, role: 'owner' });
			return slug;
		})
	);
}

/** Changes what an organization says about itself. Its listings show its name, so they are sent to search again. */
export async function updateOrganization(
	app: App,
	actor: Actor | undefined,
	slug: string,
	version: number,
	input: OrganizationInput
) {
	const { organization } = await requireOwner(app.db, actor, slug);
	await refuseTakenCode(() =>
		app.db.transaction(async (tx) => {
			const mine = and(eq(organizations.id, organization.id), eq(organizations.version, version));
			const changed = await tx
				.update(organizations)
				.set({ ...input, version: version + 1 })
				.where(mine)
				.returning();
			if (!changed.length) throw new Refusal('changedElsewhere');
			await markAllListings(tx, organization.id);
		})
	);
}

/** An operator's decision about an organization, with the reason it is told. */
export async function decideVerification(
	app: App,
	actor: Actor | undefined,
	{ slug, decision, reason }: { slug: string; decision: 'verified' | 'refused'; reason: string | null }
): Promise<void> {
	if (!actor?.isOperator) throw new Refusal('notFound');
	await app.db.transaction(async (tx) => {
		const verified = decision === 'verified';
		const due = dayInNanjing(monthsLater(app.now(), verificationMonths));
		const [row] = await tx
			.update(organizations)
			.set({
				verification: decision,
				verifiedAt: verified ? app.now() : null,
				verificationDue: verified ? due : null,
				verificationReason: reason,
				version: sql`${organizations.version} + 1`
			})
			.where(eq(organizations.slug, slug))
			.returning({ id: organizations.id });
		if (!row) throw new Refusal('notFound');
		await markAllListings(tx, row.id);
	});
}

/** Mails a colleague a link to join. Inviting the same address again replaces the older link. */
export async function inviteMember(
	app: App,
	actor: Actor | undefined,
	slug: string,
	input: { email: string; role: MembershipRole },
	site: { origin: string; locale: Locale }
): Promise<void> {
	const { organization } = await requireOwner(app.db, actor, slug);
	const token = randomBytes(24).toString('base64url');
	const expiresAt = new Date(app.now().getTime() + invitationDays * 86_400_000);
	const name = pick(organization.nameZh, organization.nameEn, site.locale).text;
	const link = site.origin + href(`/join?token=${token}`, site.locale);
	await app.db.transaction(async (tx) => {
		const values = {
			hash: hashOf(token),
			organizationId: organization.id,
			email: input.email,
			role: input.role,
			invitedBy: actor!.accountId,
			expiresAt
		};
		await tx
			.delete(memberInvitations)
			.where(
				and(
					eq(memberInvitations.organizationId, organization.id),
					sql`lower(${memberInvitations.email}) = lower(${input.email})`
				)
			);
		await tx.insert(memberInvitations).values(values);
		await sendMail(tx, {
			to: input.email,
			subject: m.org_invitation_subject({ name }, { locale: site.locale }),
			text: m.org_invitation_body({ name, link }, { locale: site.locale })
		});
	});
}

/** What an invitation's page shows; undefined when the link is wrong, used or too old. */
export async function readInvitation(app: App, token: string) {
	const [row] = await app.db
		.select({
			email: memberInvitations.email,
			role: memberInvitations.role,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn,
			slug: organizations.slug,
			organizationId: organizations.id
		})
		.from(memberInvitations)
		.innerJoin(organizations, eq(organizations.id, memberInvitations.organizationId))
		.where(and(eq(memberInvitations.hash, hashOf(token)), gt(memberInvitations.expiresAt, app.now())));
	return row;
}

/** Joins by a mailed link; only the account with that, proven, address may. Returns the organization's slug. */
export async function acceptInvitation(app: App, actor: Actor | undefined, token: string): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	const invitation = await readInvitation(app, token);
	if (!invitation) throw new Refusal('expired');
	if (!actor.emailVerified || invitation.email.toLowerCase() !== actor.email.toLowerCase())
		throw new Refusal('notAllowed');
	const { organizationId, role, slug } = invitation;
	await app.db.transaction(async (tx) => {
		await tx.delete(memberInvitations).where(eq(memberInvitations.hash, hashOf(token)));
		await tx
			.insert(memberships)
			.values({ organizationId, accountId: actor.accountId, role })
			.onConflictDoNothing();
	});
	return slug;
}

/** Removes a member, or oneself. The last owner stays. */
export async function removeMember(
	app: App,
	actor: Actor | undefined,
	slug: string,
	accountId: string
): Promise<void> {
	const { organization, role } = await requireMember(app.db, actor, slug);
	if (role !== 'owner' && accountId !== actor!.accountId) throw new Refusal('notAllowed');
	await app.db.transaction(async (tx) => {
		// Two owners who leave at the same moment would each see the other: the organization's row makes them wait.
		await tx.select().from(organizations).where(eq(organizations.id, organization.id)).for('update');
		const member = and(eq(memberships.organizationId, organization.id), eq(memberships.accountId, accountId));
		const removed = await tx.delete(memberships).where(member).returning();
		if (!removed.length) throw new Refusal('notFound');
		if ((await countOwners(tx, organization.id)) === 0) throw new Refusal('notNow', { '': 'org_last_owner' });
	});
}

async function markAllListings(tx: Transaction, organizationId: string) {
	const rows = await tx
		.select({ id: listings.id })
		.from(listings)
		.where(eq(listings.organizationId, organizationId));
	await markListings(
		tx,
		rows.map(({ id }) => id)
	);
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

function monthsLater(from: Date, months: number): Date {
	const later = new Date(from);
	later.setUTCMonth(later.getUTCMonth() + months);
	return later;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
