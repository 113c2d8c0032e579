// Who hears of what happens to an application: the organization's members when it arrives and when the person moves
// it, the person when somebody else does. Nobody is told that something was opened.
import { eq } from 'drizzle-orm';
import type { Mover } from '#lib/applications/moves.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { talentById } from '#lib/server/talents/data.ts';
import { teamAccounts } from '#lib/server/teams/data.ts';

export async function membersOf(tx: Transaction, organizationId: string): Promise<string[]> {
	const members = await tx
		.select({ id: memberships.accountId })
		.from(memberships)
		.where(eq(memberships.organizationId, organizationId));
	return members.map(({ id }) => id);
}

export async function tellReceived(app: App, tx: Transaction, id: string, listingId: string): Promise<void> {
	const { organizationId, ...data } = await aboutListing(tx, listingId);
	const told = await membersOf(tx, organizationId);
	await notify(app, tx, told, id, { kind: 'applicationReceived', data });
}

type Moved = { id: string; version: number; talentId: string; listingId: string };

/** Every move is told: the version tells them apart. */
export async function tellMoved(
	app: App,
	tx: Transaction,
	{ id, version, talentId, listingId }: Moved,
	{ to, mover }: { to: ApplicationState; mover: Mover }
): Promise<void> {
	if (to === 'viewed') return;
	const { organizationId, slug, ...title } = await aboutListing(tx, listingId);
	const subject = `${id}:${version + 1}`;
	if (mover === 'talent') {
		const data = { ...title, slug, state: to };
		const told = await membersOf(tx, organizationId);
		await notify(app, tx, told, subject, { kind: 'applicationMoved', data });
		return;
	}
	const talent = await talentById(tx, talentId);
	if (!talent) return;
	const people = [talent.accountId, ...(await teamAccounts(tx, id))];
	await notify(app, tx, people, subject, {
		kind: 'applicationAnswered',
		data: { ...title, state: to }
	});
}

async function aboutListing(tx: Transaction, id: string) {
	const [row] = await tx
		.select({
			titleZh: listings.titleZh,
			titleEn: listings.titleEn,
			organizationId: listings.organizationId,
			slug: organizations.slug
		})
		.from(listings)
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.where(eq(listings.id, id));
	return row!;
}
