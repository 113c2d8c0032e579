// The last question before a mail about talents goes out, which may be long after it was written where a mail server
// was away: whether its reader may still see everybody whom it names.
import { and, eq, inArray } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { mails, type Shows } from '#lib/server/mail/table.ts';
import { savedSearchItems } from '#lib/server/searches/table.ts';
import { isShown } from '#lib/server/talents/shown.ts';

export async function mayShow(db: Database, { searchId, talentIds }: Shows): Promise<boolean> {
	const sql = reader(db);
	const [row] = await sql<[{ shown: number }]>`
		select count(*)::int as shown from saved_searches s
		join talents t on t.id = any(${talentIds}::text[]) and ${sql.unsafe(isShown('s.account_id', 's.organization_id'))}
		where s.id = ${searchId} and s.deleted_at is null`;
	return row.shown === talentIds.length;
}

/** Takes the mail back; the next one tells of those who may still be seen. */
export async function takeBack(app: App, mailId: string, { searchId, talentIds }: Shows): Promise<void> {
	await app.db.transaction(async (tx) => {
		await tx.delete(mails).where(eq(mails.id, mailId));
		await tx
			.update(savedSearchItems)
			.set({ settledAt: null })
			.where(and(eq(savedSearchItems.searchId, searchId), inArray(savedSearchItems.foundId, talentIds)));
	});
}
