// Who may read the CV of an application: the person, and members of the verified organization while it may see it.
import { and, eq, isNull, notInArray } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { accessEndedStates } from '#lib/applications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { stillShared } from '#lib/server/applications/data.ts';
import { applications } from '#lib/server/applications/table.ts';
import { readFile } from '#lib/server/files/service.ts';
import { listings } from '#lib/server/listings/table.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { isOutOfSight, talentOf } from '#lib/server/talents/data.ts';

/** Anybody else's answers like one that does not exist. */
export async function applicationCv(app: App, actor: Actor | undefined, id: string) {
	if (!actor) throw new Refusal('signInFirst');
	const fileId = (await ownCv(app, actor, id)) ?? (await receivedCv(app, actor, id));
	const file = fileId && (await readFile(app, fileId));
	if (!file) throw new Refusal('notFound');
	return file;
}

async function ownCv(app: App, actor: Actor, id: string) {
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) return undefined;
	const own = and(eq(applications.id, id), eq(applications.talentId, talent.id));
	const [row] = await app.db.select({ fileId: applications.cvFileId }).from(applications).where(own);
	return row?.fileId ?? undefined;
}

async function receivedCv(app: App, actor: Actor, id: string) {
	const [row] = await app.db
		.select({
			fileId: applications.cvFileId,
			talentId: applications.talentId,
			organizationId: organizations.id
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.innerJoin(memberships, eq(memberships.organizationId, organizations.id))
		.where(
			and(
				eq(applications.id, id),
				eq(memberships.accountId, actor.accountId),
				eq(organizations.verification, 'verified'),
				isNull(applications.heldUntil),
				notInArray(applications.state, [...accessEndedStates]),
				stillShared(applications.id)
			)
		);
	if (!row || (await isOutOfSight(app.db, row.talentId, row.organizationId))) return undefined;
	return row.fileId ?? undefined;
}
