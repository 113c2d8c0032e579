// Compares an index with the rows, by id and version, and marks what differs, so that the ordinary way repairs it.
// What is marked already is no drift: it is on its way, or parked.
import type { App } from '#lib/server/app.ts';
import { searchOf } from '#lib/server/search/engine.ts';
import { waitForIndexLock } from '#lib/server/search/lock.ts';
import type { SearchIndex } from '#lib/server/search/port.ts';
import { sources } from '#lib/server/search/sources.ts';
import { searchIndexes, type DocumentKind } from '#lib/server/search/table.ts';

/** How far an index is from the rows: documents that it lacks, has of another version, or should not have. */
export type Drift = { documents: number; missing: number; stale: number; extra: number };

const page = 1_000;

/** Compares every index, one after the other; for the nightly job. */
export async function reconcileAll(app: App): Promise<void> {
	const { copy, talents, outside } = searchOf(app);
	await waitForIndexLock(app, 'postgres', (tx) => reconcile(app, [copy(tx), talents(tx)]));
	if (outside.length > 0) await waitForIndexLock(app, 'meilisearch', () => reconcile(app, outside));
}

/** What an index holds documents of. */
export const kindOf = ({ corpus }: SearchIndex): DocumentKind => corpus?.kind ?? 'listing';

/** Compares the indexes of one engine, whose lock the caller holds, marks what differs, and reports it to operators. */
export async function reconcile(app: App, indexes: readonly SearchIndex[]): Promise<Drift> {
	const drift: Drift = { documents: 0, missing: 0, stale: 0, extra: 0 };
	for (const one of indexes) {
		const own = await compare(app, one);
		for (const key of Object.keys(drift) as Array<keyof Drift>) drift[key] += own[key];
	}
	await keep(app, indexes[0]!, drift);
	return drift;
}

async function compare(app: App, index: SearchIndex): Promise<Drift> {
	const kind = kindOf(index);
	const held = new Map<string, number>();
	for await (const stamps of index.stamps(page)) for (const { id, version } of stamps) held.set(id, version);
	const documents = held.size;
	// Read before the marks: a change that is seen here has its mark there.
	const wanted = await sources[kind].wanted(app.db, app.now());
	const marked = await markedIds(app, kind);
	const [missing, stale]: [string[], string[]] = [[], []];
	for (const { id, version } of wanted) {
		const own = held.get(id);
		if (own !== version && !marked.has(id)) (own === undefined ? missing : stale).push(id);
		held.delete(id);
	}
	const extra = [...held.keys()].filter((id) => !marked.has(id));
	await sources[kind].mark(app.db, [...missing, ...stale, ...extra]);
	return { documents, missing: missing.length, stale: stale.length, extra: extra.length };
}

async function markedIds(app: App, kind: DocumentKind): Promise<Set<string>> {
	const rows = await app.sql<Array<{ id: string }>>`
		select document_id as id from search_outbox where kind = ${kind}`;
	return new Set(rows.map(({ id }) => id));
}

async function keep(app: App, { name }: SearchIndex, drift: Drift): Promise<void> {
	const { missing, stale, extra } = drift;
	if (missing + stale + extra > 0) console.error(JSON.stringify({ searchDrift: name, ...drift }));
	const compared = { ...drift, comparedAt: app.now() };
	await app.db
		.insert(searchIndexes)
		.values({ name, state: 'whole', ...compared })
		.onConflictDoUpdate({ target: searchIndexes.name, set: compared });
}
