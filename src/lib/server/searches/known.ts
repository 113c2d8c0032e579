// What could be found already when a search was saved, though saved searches were not yet compared with it: a listing
// published a moment before, or a talent shown then, must not come back as news a moment later.
import { sql } from 'drizzle-orm';
import type { SearchKind } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { askedOf } from '#lib/server/searches/asked.ts';
import { batchOf, matching } from '#lib/server/searches/batch.ts';
import { unseenDocuments } from '#lib/server/searches/documents.ts';
import { isShown } from '#lib/server/talents/shown.ts';

/** Marks what matches already as known, in the transaction that saves the search. */
export async function noteKnown(
	app: App,
	tx: Transaction,
	{ id: searchId, kind, query }: { id: string; kind: SearchKind; query: string }
): Promise<void> {
	const documents = await unseenDocuments(app.sql, kind);
	if (documents.length === 0) return;
	const known = matching(batchOf(documents), await askedOf(app, kind, query)).map(({ id }) => id);
	const shown = kind === 'talent' ? isShown('s.account_id', 's.organization_id') : 'true';
	await tx.execute(sql`insert into saved_search_items (search_id, ${sql.identifier(`${kind}_id`)})
		select s.id, t.id from saved_searches s, ${sql.identifier(`${kind}s`)} t
		where s.id = ${searchId} and ${sql.raw(shown)} and t.id in (select jsonb_array_elements_text(${JSON.stringify(known)}::jsonb)) on conflict do nothing`);
}
