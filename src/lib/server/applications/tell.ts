// Who hears of what happens to an application: the organization's members when it arrives, the person when it is
// answered.
import { eq } from 'drizzle-orm';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { talentById } from '#lib/server/talents/data.ts';

type Title = { titleZh: string | null; titleEn: string | null };
type Listing = Title & { organization: { id: string; slug: string } };

export async function tellReceived(app: App, tx: Transaction, applicationId: string, listing: Listing) {
	const { titleZh, titleEn, organization } = listing;
	const members = await tx
		.select({ id: memberships.accountId })
		.from(memberships)
		.where(eq(memberships.organizationId, organization.id));
	const data = { titleZh, titleEn, slug: organization.slug };
	const told = members.map(({ id }) => id);
	await notify(app, tx, told, applicationId, { kind: 'applicationReceived', data });
}

type Answered = { id: string; version: number; talentId: string; state: ApplicationState };

/** Every answer is told: the version tells them apart. */
export async function tellAnswered(
	app: App,
	tx: Transaction,
	application: Answered,
	{ titleZh, titleEn }: Title
) {
	const talent = await talentById(tx, application.talentId);
	if (!talent) return;
	const data = { titleZh, titleEn, state: application.state };
	const subject = `${application.id}:${application.version}`;
	await notify(app, tx, [talent.accountId], subject, { kind: 'applicationAnswered', data });
}
