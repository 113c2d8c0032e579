// What operators see of the search index, and what they can do about it. Anybody else is answered as if the page did
// not exist.
import { asc, count, eq, isNotNull, isNull, min, and } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Drop, TryAgain } from '#lib/search/operations.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import { listings } from '#lib/server/listings/table.ts';
import { searchIndexes, searchOutbox } from '#lib/server/search/table.ts';

/** Parked documents that are listed; the others are counted. */
const mostParked = 100;

/** Which engine answers, how each index is, what waits to be sent, and what was given up with its reason. */
export async function searchOverview(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	const { name, state, since, reason, comparedAt, documents, missing, stale, extra } = searchIndexes;
	const [indexes, waiting, parked, [all]] = await Promise.all([
		app.db
			.select({ name, state, since, reason, comparedAt, documents, missing, stale, extra })
			.from(searchIndexes)
			.orderBy(asc(name)),
		app.db
			.select({ marks: count(), oldest: min(searchOutbox.markedAt) })
			.from(searchOutbox)
			.where(isNull(searchOutbox.parkedAt)),
		parkedDocuments(app),
		app.db.select({ parked: count() }).from(searchOutbox).where(isNotNull(searchOutbox.parkedAt))
	]);
	const unlisted = all!.parked - parked.length;
	return { answers: app.searchName, indexes, waiting: waiting[0]!, parked, unlisted };
}

function parkedDocuments(app: App) {
	return app.db
		.select({
			id: searchOutbox.documentId,
			/** What it is of: a listing or a profile, whose name is not shown. */
			of: searchOutbox.kind,
			kind: listings.kind,
			titleZh: listings.titleZh,
			titleEn: listings.titleEn,
			reason: searchOutbox.lastError,
			parkedAt: searchOutbox.parkedAt
		})
		.from(searchOutbox)
		.leftJoin(listings, eq(listings.id, searchOutbox.documentId))
		.where(isNotNull(searchOutbox.parkedAt))
		.orderBy(asc(searchOutbox.parkedAt), asc(searchOutbox.documentId))
		.limit(mostParked);
}

/** Lets a parked document, or all, be sent again from the beginning. Returns how many. */
export async function tryParkedAgain(app: App, actor: Actor | undefined, { id }: TryAgain): Promise<number> {
	requireOperator(actor);
	const one = id === undefined ? undefined : eq(searchOutbox.documentId, id);
	const queued = await app.db
		.update(searchOutbox)
		.set({ parkedAt: null, attempts: 0, lastError: null, notBefore: app.now() })
		.where(and(isNotNull(searchOutbox.parkedAt), one))
		.returning({ id: searchOutbox.documentId });
	if (id !== undefined && queued.length === 0) throw new Refusal('notFound');
	return queued.length;
}

/**
 * Gives a parked document up until its row changes or the nightly comparison finds it different.
 * @throws Refusal notFound
 */
export async function dropParked(app: App, actor: Actor | undefined, { id }: Drop): Promise<void> {
	requireOperator(actor);
	await app.db.transaction(async (tx) => {
		const parked = and(eq(searchOutbox.documentId, id), isNotNull(searchOutbox.parkedAt));
		const gone = await tx.delete(searchOutbox).where(parked).returning({ kind: searchOutbox.kind });
		if (gone.length === 0) throw new Refusal('notFound');
		await record(app, tx, actor, { act: 'document.dropped', subject: `document:${id}` });
	});
}
