// Tells people that a listing they saved has closed, each once for each time it closes. Run by the worker: closing a
// listing waits for nobody, however many have saved it.
import { and, eq, gt, sql } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import { listings } from '#lib/server/listings/table.ts';
import { listingMarks } from '#lib/server/marks/table.ts';
import { notify } from '#lib/server/notifications/service.ts';

/** People told in one transaction. */
const roundMax = 100;
/** What closed longer ago (ms) is no news: it was missed while no worker ran, or saved when it was closed. */
const newsTime = 7 * 86_400_000;

/** Returns how many people were looked at; the same round done again, by whatever worker, tells nobody twice. */
export async function tellClosed(app: App): Promise<number> {
	const now = app.now();
	return app.db.transaction(async (tx) => {
		const due = await tx
			.select({
				accountId: listingMarks.accountId,
				id: listings.id,
				kind: listings.kind,
				titleZh: listings.titleZh,
				titleEn: listings.titleEn,
				closedAt: listings.closedAt
			})
			.from(listings)
			.innerJoin(listingMarks, eq(listingMarks.listingId, listings.id))
			.where(
				and(
					eq(listings.state, 'closed'),
					gt(listings.closedAt, new Date(now.getTime() - newsTime)),
					eq(listingMarks.mark, 'saved'),
					sql`${listings.closedAt} > coalesce(${listingMarks.toldAt}, ${listingMarks.at})`
				)
			)
			.orderBy(listings.closedAt, listingMarks.accountId)
			.limit(roundMax)
			.for('update', { of: listingMarks, skipLocked: true });
		for (const { accountId, closedAt, ...data } of due) {
			const subject = `${data.id}:${closedAt!.getTime()}`;
			await notify(app, tx, [accountId], subject, { kind: 'savedClosed', data });
			const own = and(eq(listingMarks.accountId, accountId), eq(listingMarks.listingId, data.id));
			await tx
				.update(listingMarks)
				.set({ toldAt: sql`(select closed_at from listings where id = ${data.id})` })
				.where(own);
		}
		return due.length;
	});
}
