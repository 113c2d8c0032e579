// The ten seconds after sending in which a person can take an application back as if it had never been sent: nobody
// sees or hears of it before they are over.
import { and, eq, isNotNull, lte } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { applicationDrafts, applications } from '#lib/server/applications/table.ts';
import { tellReceived } from '#lib/server/applications/tell.ts';
import { talentOf } from '#lib/server/talents/data.ts';
import { teamsOf } from '#lib/server/teams/data.ts';

/** Milliseconds. */
export const holdTime = 10_000;
/** Applications let go in one round. */
const roundMax = 50;

/** Takes a held application back into its draft; returns its listing's id. Refuses with `notNow` once it was let go. */
export async function undoApply(app: App, actor: Actor | undefined, id: string): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notFound');
	return app.db.transaction(async (tx) => {
		const own = and(eq(applications.id, id), eq(applications.talentId, talent.id));
		const [application] = await tx.select().from(applications).where(own).for('update');
		if (!application) throw new Refusal('notFound');
		const { heldUntil, listingId, runId, periodId, letter, answers, cvFileId } = application;
		if (!heldUntil || heldUntil <= app.now())
			throw new Refusal('notNow', { '': 'applications_error_undo_late' });
		const { shareEmail, sharePhone, shareWechat } = application;
		const row = {
			...{ slot: runId ?? periodId, letter, shareEmail, sharePhone, shareWechat, cvFileId },
			answers: answers.map(({ answer }) => answer),
			team: ((await teamsOf(tx, [id])).get(id) ?? []).map(({ email }) => email),
			updatedAt: app.now()
		};
		await tx
			.insert(applicationDrafts)
			.values({ talentId: talent.id, listingId, ...row })
			.onConflictDoUpdate({ target: [applicationDrafts.talentId, applicationDrafts.listingId], set: row });
		await tx.delete(applications).where(own);
		return listingId;
	});
}

/** Lets go what was held long enough, and tells the organization; returns how many. Run by the worker. */
export async function releaseHeld(app: App): Promise<number> {
	return app.db.transaction(async (tx) => {
		const due = await tx
			.select({ id: applications.id, listingId: applications.listingId, state: applications.state })
			.from(applications)
			.where(and(isNotNull(applications.heldUntil), lte(applications.heldUntil, app.now())))
			.orderBy(applications.heldUntil)
			.limit(roundMax)
			.for('update', { skipLocked: true });
		for (const { id, listingId, state } of due) {
			await tx.update(applications).set({ heldUntil: null }).where(eq(applications.id, id));
			if (state === 'sent') await tellReceived(app, tx, id, listingId);
		}
		return due.length;
	});
}
