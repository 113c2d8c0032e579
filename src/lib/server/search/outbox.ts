// Marks documents whose rows changed. Called inside the writing transaction, so that a mark exists exactly when
// the change does.
import { sql } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { searchOutbox, type DocumentKind } from '#lib/server/search/table.ts';

async function mark(tx: Database | Transaction, kind: DocumentKind, ids: string[]): Promise<void> {
	// One order for everybody, so that two writers never wait for each other's marks in a ring.
	const sorted = [...new Set(ids)].sort();
	for (let from = 0; from < sorted.length; from += 5_000) {
		await tx
			.insert(searchOutbox)
			.values(sorted.slice(from, from + 5_000).map((documentId) => ({ kind, documentId })))
			.onConflictDoUpdate({
				target: [searchOutbox.kind, searchOutbox.documentId],
				set: {
					version: sql`${searchOutbox.version} + 1`,
					attempts: 0,
					notBefore: sql`now()`,
					lastError: null,
					parkedAt: null,
					markedAt: sql`now()`
				}
			});
	}
}

export const markListings = (tx: Database | Transaction, ids: string[]) => mark(tx, 'listing', ids);
export const markTalents = (tx: Database | Transaction, ids: string[]) => mark(tx, 'talent', ids);
