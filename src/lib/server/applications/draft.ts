// What a person has written for an application but not sent: kept until it is sent, and brought back by undoing.
import { and, eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { ApplyInput } from '#lib/applications/schema.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { listingToApply } from '#lib/server/applications/data.ts';
import { isOpen } from '#lib/server/applications/start.ts';
import { applicationDrafts } from '#lib/server/applications/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { keepPdf } from '#lib/server/files/service.ts';
import { files } from '#lib/server/files/table.ts';
import { talentOf } from '#lib/server/talents/data.ts';

export type Draft = typeof applicationDrafts.$inferSelect;

/** The person's draft for a listing with its file's name; undefined when nothing was kept. */
export async function draftOf(db: Database | Transaction, talentId: string, listingId: string) {
	const [row] = await db
		.select({ draft: applicationDrafts, cvName: files.name })
		.from(applicationDrafts)
		.leftJoin(files, eq(files.id, applicationDrafts.cvFileId))
		.where(and(eq(applicationDrafts.talentId, talentId), eq(applicationDrafts.listingId, listingId)));
	return row && { ...row.draft, cvName: row.cvName };
}

/** Keeps what was written; a new file takes the place of the one before. Needs a profile and an open listing. */
export async function saveDraft(
	app: App,
	actor: Actor | undefined,
	listingId: string,
	input: ApplyInput
): Promise<Draft> {
	if (!actor) throw new Refusal('signInFirst');
	const listing = await listingToApply(app.db, listingId);
	if (!listing) throw new Refusal('notFound');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notNow', { '': 'applications_error_profile' });
	if (!isOpen(listing, dayInNanjing(app.now())))
		throw new Refusal('notNow', { '': 'applications_error_closed' });
	const { cv, removeCv, ...written } = input;
	const before = await draftOf(app.db, talent.id, listingId);
	const kept = removeCv ? null : (before?.cvFileId ?? null);
	const cvFileId = cv ? await keepPdf(app, actor.accountId, cv) : kept;
	const row = { ...written, cvFileId, updatedAt: app.now() };
	const [saved] = await app.db
		.insert(applicationDrafts)
		.values({ talentId: talent.id, listingId, ...row })
		.onConflictDoUpdate({ target: [applicationDrafts.talentId, applicationDrafts.listingId], set: row })
		.returning();
	return saved!;
}

export async function removeDraft(tx: Transaction, talentId: string, listingId: string): Promise<void> {
	await tx
		.delete(applicationDrafts)
		.where(and(eq(applicationDrafts.talentId, talentId), eq(applicationDrafts.listingId, listingId)));
}
