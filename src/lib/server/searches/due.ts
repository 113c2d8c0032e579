// The finds of a saved search that wait for its mail.
import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Transaction } from '#lib/server/db/client.ts';
import { savedSearchItems } from '#lib/server/searches/table.ts';

const waiting = (searchId: string) =>
	and(
		eq(savedSearchItems.searchId, searchId),
		isNull(savedSearchItems.settledAt),
		isNotNull(savedSearchItems.foundAt)
	);

/** Ids of what was found, the latest first; locked until the transaction ends. */
export async function dueItems(tx: Transaction, searchId: string): Promise<string[]> {
	const rows = await tx
		.select({ id: savedSearchItems.foundId })
		.from(savedSearchItems)
		.where(waiting(searchId))
		.orderBy(desc(savedSearchItems.foundAt), asc(savedSearchItems.foundId))
		.for('update');
	return rows.map(({ id }) => id);
}

/** They need no mail any more. */
export async function settle(tx: Transaction, searchId: string, now: Date): Promise<void> {
	await tx.update(savedSearchItems).set({ settledAt: now }).where(waiting(searchId));
}
