// Who hears of invitations: the talent of a new one, the organization's members of an answer.
import { eq } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import type { invitations } from '#lib/server/invitations/table.ts';
import { listings } from '#lib/server/listings/table.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';

type Title = { titleZh: string | null; titleEn: string | null };
type Name = { nameZh: string | null; nameEn: string | null };

export async function tellInvited(
	app: App,
	tx: Transaction,
	accountId: string,
	id: string,
	{ titleZh, titleEn, organization: { nameZh, nameEn } }: Title & { organization: Name }
): Promise<void> {
	const data = { id, titleZh, titleEn, nameZh, nameEn };
	await notify(app, tx, [accountId], id, { kind: 'invited', data });
}

export async function tellInvitationAnswered(
	app: App,
	tx: Transaction,
	{ id, listingId, organizationId }: typeof invitations.$inferSelect,
	state: 'accepted' | 'declined'
): Promise<void> {
	const [about] = await tx
		.select({ titleZh: listings.titleZh, titleEn: listings.titleEn, slug: organizations.slug })
		.from(listings)
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.where(eq(listings.id, listingId));
	const members = await tx
		.select({ id: memberships.accountId })
		.from(memberships)
		.where(eq(memberships.organizationId, organizationId));
	const told = members.map((member) => member.id);
	await notify(app, tx, told, id, { kind: 'invitationAnswered', data: { ...about!, state } });
}
