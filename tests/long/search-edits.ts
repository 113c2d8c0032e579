// What people do while something is wrong with Meilisearch: editors change listings, talents change and hide their
// profiles. Straight into the tables, each with its marks in one transaction, as the services do it.
import { sql } from 'drizzle-orm';
import type { Connection } from '../../src/lib/server/db/client.ts';
import { markListings, markTalents } from '../../src/lib/server/search/outbox.ts';

/**
 * What was done: a listing whose title alone says the word, a talent whose headline alone says it with a t after it,
 * and one that says it with an h and is hidden now.
 */
export type Edit = { word: string; listing: string; talent: string; hidden: string };

let edits = 0;

/** A new title and a new headline; other listings closed, hidden and opened again, other talents hidden and shown. */
export async function edit(connection: Connection): Promise<Edit> {
	const word = `zxq${++edits}w`;
	const listing = await editListings(connection, word);
	const [talent, hidden] = await editTalents(connection, word);
	return { word, listing, talent: talent!, hidden: hidden! };
}

async function editListings({ sql: read, db }: Connection, word: string): Promise<string> {
	const rows = await read<Array<{ id: string; state: string }>>`
		select l.id, l.state from listings l join organizations o on o.id = l.organization_id
		where l.state in ('open', 'closed', 'frozen') and l.valid_until > current_date and o.verification = 'verified'
		order by md5(l.id || ${word}) limit 8`;
	const { id } = rows[0]!;
	await db.transaction(async (tx) => {
		await tx.execute(sql`update listings set title_zh = ${`A ${word}`}, title_en = null, version = version + 1,
			state = 'open', closed_at = null where id = ${id}`);
		for (const other of rows.slice(1)) {
			const next = other.state !== 'open' ? 'open' : Math.random() < 0.5 ? 'closed' : 'frozen';
			await tx.execute(
				sql`update listings set version = version + 1, state = ${next} where id = ${other.id}`
			);
		}
		await markListings(
			tx,
			rows.map((row) => row.id)
		);
	});
	return id;
}

async function editTalents({ sql: read, db }: Connection, word: string): Promise<string[]> {
	const rows = await read<Array<{ id: string }>>`select id from talents order by md5(id || ${word}) limit 6`;
	const ids = rows.map(({ id }) => id);
	const kinds = [
		[`Engineer ${word}t`, 'verified'],
		[`Engineer ${word}h`, 'hidden']
	];
	await db.transaction(async (tx) => {
		for (const [place, id] of ids.entries()) {
			const [headline, visibility] = kinds[place] ?? ['Engineer', Math.random() < 0.4 ? 'hidden' : 'public'];
			await tx.execute(sql`update talents set headline = ${headline}, visibility = ${visibility},
				version = version + 1 where id = ${id}`);
		}
		await markTalents(tx, ids);
	});
	return ids;
}
