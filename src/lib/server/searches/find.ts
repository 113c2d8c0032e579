// Finds what is new for saved searches: compares the documents that changed with every search, and writes down each
// find once. A find is a listing that matches now and did not match in the form in which it was last compared. One
// process at a time; a round that is killed leaves nothing behind and is run again.
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { tellFound } from '#lib/server/notifications/found.ts';
import { askedOf } from '#lib/server/searches/asked.ts';
import { batchOf, matching, type Batch } from '#lib/server/searches/batch.ts';
import { nextChanges, rememberChanges } from '#lib/server/searches/documents.ts';

/** Key of the advisory lock: one round at a time across processes. */
const findLock = 7_031_120;
/** Different queries read at once. */
const chunk = 1_000;

type Tx = postgres.TransactionSql;
/** Everybody's searches that ask the same: id and when it was saved. */
type Same = { query: string; searches: Array<{ id: string; since: string }> };
type Find = { searchId: string; listingId: string };
type Compared = { present: Batch; former: Batch; ends: ReadonlyMap<string, Date> };

/** One round; returns how many finds and changes it handled, 0 when there are none or another process is at it. */
export async function findNews(app: App): Promise<number> {
	return app.sql.begin(async (tx) => {
		const [lock] = await tx<[{ taken: boolean }]>`select pg_try_advisory_xact_lock(${findLock}) as taken`;
		const changes = lock.taken ? await nextChanges(tx) : undefined;
		if (!changes) return 0;
		const now = app.now().toISOString();
		const { ends, upTo } = changes;
		if (changes.present.length > 0) {
			const compared = { present: batchOf(changes.present), former: batchOf(changes.former), ends };
			await tellFound(tx, await compare(app, tx, compared, now), now);
		}
		await rememberChanges(tx, upTo, now);
		return Math.max(changes.present.length, 1);
	});
}

/** Asks every search; returns those that found something. */
async function compare(app: App, tx: Tx, compared: Compared, now: string): Promise<string[]> {
	const found = new Set<string>();
	for (let last: string | undefined; ;) {
		const next = await searchesAfter(tx, last);
		if (next.length === 0) return [...found];
		const finds: Find[] = [];
		for (const same of next) finds.push(...(await findsOf(app, compared, same)));
		for (const id of await writeDown(tx, finds, now)) found.add(id);
		last = next.at(-1)!.query;
	}
}

/** The next queries that differ, in the order of their hash. Whoever left an organization is not told any more. */
function searchesAfter(tx: Tx, last: string | undefined): Promise<Same[]> {
	return tx<Same[]>`
		select s.query, json_agg(json_build_object('id', s.id, 'since', s.created_at)) as searches
		from saved_searches s
		where (${last === undefined} or (md5(s.query), s.query) > (md5(${last ?? ''}), ${last ?? ''}))
			and (s.organization_id is null or exists (
				select from memberships m where m.organization_id = s.organization_id and m.account_id = s.account_id))
		group by md5(s.query), s.query order by md5(s.query), s.query limit ${chunk}`;
}

async function findsOf(app: App, { present, former, ends }: Compared, same: Same): Promise<Find[]> {
	const question = await askedOf(app, same.query);
	const now = matching(present, question);
	if (now.length === 0) return [];
	const before = new Set(matching(former, question).map(({ id }) => id));
	return same.searches.flatMap(({ id: searchId, since }) =>
		now
			.filter(({ id }) => !before.has(id) || goneBefore(ends.get(id), since))
			.map(({ id }) => ({ searchId, listingId: id }))
	);
}

/** Whether it was away already when the search was saved, so that its owner never saw it. */
function goneBefore(end: Date | undefined, since: string): boolean {
	return end !== undefined && end.getTime() < new Date(since).getTime();
}

/** Keeps the finds that were never made before; returns the searches that made them. */
async function writeDown(tx: Tx, finds: Find[], now: string): Promise<string[]> {
	if (finds.length === 0) return [];
	const rows = await tx<Array<{ id: string }>>`
		insert into saved_search_items (search_id, listing_id, found_at, settled_at)
		select s.id, l.id, ${now}::timestamptz, case when s.frequency = 'off' then ${now}::timestamptz end
		from unnest(${finds.map(({ searchId }) => searchId)}::text[],
			${finds.map(({ listingId }) => listingId)}::text[]) as found (search_id, listing_id)
		join saved_searches s on s.id = found.search_id
		join listings l on l.id = found.listing_id
		on conflict do nothing returning search_id as id`;
	return [...new Set(rows.map(({ id }) => id))];
}
