// Finds what is new for saved searches: compares the documents that changed with every search, and writes down each
// find once. A find is a listing or a talent that matches now and did not match in the form in which it was last
// compared. One process at a time; a round that is killed leaves nothing behind and is run again.
import type postgres from 'postgres';
import { searchKinds, type SearchKind } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { tellFound } from '#lib/server/notifications/found.ts';
import { blocksTag } from '#lib/server/search/port.ts';
import { askedOf } from '#lib/server/searches/asked.ts';
import { batchOf, matching, type Batch, type Document } from '#lib/server/searches/batch.ts';
import { nextChanges, rememberChanges } from '#lib/server/searches/documents.ts';
import { findsTalents, isShown, organizationsOf } from '#lib/server/talents/shown.ts';

/** Key of the advisory lock: one round at a time across processes. */
const findLock = 7_031_120;
/** Different queries read at once. */
const chunk = 1_000;

type Tx = postgres.TransactionSql;
type Saved = {
	id: string;
	/** When it was saved. */
	since: string;
	/** Organizations of a searcher for talents: whoever blocks one of them is not found. */
	organizations: string[] | null;
};
/** Everybody's searches that ask the same. */
type Same = { query: string; searches: Saved[] };
type Find = { searchId: string; foundId: string };
type Compared = { kind: SearchKind; present: Batch; former: Batch; ends: ReadonlyMap<string, Date> };

/** One round; returns how many finds and changes it handled, 0 when there are none or another process is at it. */
export async function findNews(app: App): Promise<number> {
	return app.sql.begin(async (tx) => {
		const [lock] = await tx<[{ taken: boolean }]>`select pg_try_advisory_xact_lock(${findLock}) as taken`;
		if (!lock.taken) return 0;
		let handled = 0;
		for (const kind of searchKinds) handled += await findNewsOf(app, tx, kind);
		return handled;
	});
}

async function findNewsOf(app: App, tx: Tx, kind: SearchKind): Promise<number> {
	const changes = await nextChanges(tx, kind);
	if (!changes) return 0;
	const now = app.now().toISOString();
	const { ends, upTo } = changes;
	if (changes.present.length > 0) {
		const compared = { kind, present: batchOf(changes.present), former: batchOf(changes.former), ends };
		await tellFound(tx, await compare(app, tx, compared, now), now);
	}
	await rememberChanges(tx, kind, upTo, now);
	return Math.max(changes.present.length, 1);
}

/** Asks every search; returns those that found something. */
async function compare(app: App, tx: Tx, compared: Compared, now: string): Promise<string[]> {
	const found = new Set<string>();
	for (let last: string | undefined; ;) {
		const next = await searchesAfter(tx, compared.kind, last);
		if (next.length === 0) return [...found];
		const finds: Find[] = [];
		for (const same of next) finds.push(...(await findsOf(app, compared, same)));
		for (const id of await writeDown(tx, compared.kind, finds, now)) found.add(id);
		last = next.at(-1)!.query;
	}
}

/** Whoever left an organization is not told any more, and only verified organizations are told of talents. */
const isTold: Record<SearchKind, string> = {
	listing: `(s.organization_id is null or exists (
		select from memberships m where m.organization_id = s.organization_id and m.account_id = s.account_id))`,
	talent: findsTalents('s.account_id', 's.organization_id')
};

/** The next queries that differ, in the order of their hash. */
function searchesAfter(tx: Tx, kind: SearchKind, last: string | undefined): Promise<Same[]> {
	const organizations = kind === 'talent' ? `array${organizationsOf('s.account_id')}` : 'null::text[]';
	return tx<Same[]>`
		select s.query, json_agg(json_build_object('id', s.id, 'since', s.created_at,
			'organizations', ${tx.unsafe(organizations)})) as searches
		from saved_searches s
		where s.kind = ${kind}
			and (${last === undefined} or (md5(s.query), s.query) > (md5(${last ?? ''}), ${last ?? ''}))
			and ${tx.unsafe(isTold[kind])}
		group by md5(s.query), s.query order by md5(s.query), s.query limit ${chunk}`;
}

async function findsOf(app: App, { kind, present, former, ends }: Compared, same: Same): Promise<Find[]> {
	const question = await askedOf(app, kind, same.query);
	const now = matching(present, question);
	if (now.length === 0) return [];
	const before = matching(former, question);
	return same.searches.flatMap(({ id: searchId, since, organizations }) => {
		const known = new Set(allowed(before, organizations).map(({ id }) => id));
		return allowed(now, organizations)
			.filter(({ id }) => !known.has(id) || goneBefore(ends.get(id), since))
			.map(({ id }) => ({ searchId, foundId: id }));
	});
}

/** Without talents who block an organization of the searcher: when they no longer do, they are new. */
function allowed(documents: Document[], organizations: string[] | null): Document[] {
	const tags = organizations?.map(blocksTag) ?? [];
	return documents.filter(({ terms }) => !tags.some((tag) => terms.includes(tag)));
}

/** Whether it was away already when the search was saved, so that its owner never saw it. */
function goneBefore(end: Date | undefined, since: string): boolean {
	return end !== undefined && end.getTime() < new Date(since).getTime();
}

/** In SQL: what is found must still be there, and a talent may have hidden since its document was made. */
const there: Record<SearchKind, string> = {
	listing: 'join listings t on t.id = found.id',
	talent: `join talents t on t.id = found.id and ${isShown('s.account_id', 's.organization_id')}`
};

/** Keeps the finds that were never made before; returns the searches that made them. */
async function writeDown(tx: Tx, kind: SearchKind, finds: Find[], now: string): Promise<string[]> {
	if (finds.length === 0) return [];
	const rows = await tx<Array<{ id: string }>>`
		insert into saved_search_items (search_id, ${tx(`${kind}_id`)}, found_at, settled_at)
		select s.id, t.id, ${now}::timestamptz, case when s.frequency = 'off' then ${now}::timestamptz end
		from unnest(${finds.map(({ searchId }) => searchId)}::text[],
			${finds.map(({ foundId }) => foundId)}::text[]) as found (search_id, id)
		join saved_searches s on s.id = found.search_id
		${tx.unsafe(there[kind])}
		on conflict do nothing returning search_id as id`;
	return [...new Set(rows.map(({ id }) => id))];
}
