// What could be found already when a search was saved, though saved searches were not yet compared with it: a listing
// published a moment before must not come back as news a moment later.
import { sql } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { askedOf } from '#lib/server/searches/asked.ts';
import { batchOf, matching } from '#lib/server/searches/batch.ts';
import { unseenDocuments } from '#lib/server/searches/documents.ts';
import { savedSearchItems } from '#lib/server/searches/table.ts';

/** Marks what matches already as known, in the transaction that saves the search. */
export async function noteKnown(app: App, tx: Transaction, searchId: string, query: string): Promise<void> {
	const documents = await unseenDocuments(app.sql);
	if (documents.length === 0) return;
	const known = matching(batchOf(documents), await askedOf(app, query)).map(({ id }) => id);
	await tx.execute(sql`insert into ${savedSearchItems} (search_id, listing_id)
		select ${searchId}, id from listings
		where id in (select jsonb_array_elements_text(${JSON.stringify(known)}::jsonb)) on conflict do nothing`);
}
