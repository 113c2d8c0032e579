// Decisions and writes about the people of an organization: inviting, joining, leaving.
import { createHash, randomBytes } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { href, type Locale } from '#lib/i18n/locale.ts';
import { pick } from '#lib/i18n/text.ts';
import type { MembershipRole } from '#lib/organizations/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import type { App } from '#lib/server/app.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { countOwners } from '#lib/server/organizations/data.ts';
import { requireMember, requireOwner } from '#lib/server/organizations/membership.ts';
import { memberInvitations, memberships, organizations } from '#lib/server/organizations/table.ts';

const invitationDays = 7;

/** Mails a colleague a link to join. Inviting the same address again replaces the older link. */
export async function inviteMember(
	app: App,
	actor: Actor | undefined,
	slug: string,
	input: { email: string; role: MembershipRole },
	site: { origin: string; locale: Locale }
): Promise<void> {
	const { organization } = await requireOwner(app.db, actor, slug);
	// Another owner may do everything, and remove this one.
	if (input.role === 'owner') requireRecent(actor!);
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

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
