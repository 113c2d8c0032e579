// Brings what changed to the search engine: takes marks from the outbox, reads the rows again, sends their present
// state, and removes a mark only if nothing was marked meanwhile. The index is a copy; nothing here is a source.
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { openListingIds, readDocuments } from '#lib/server/search/documents.ts';
import { searchEngine } from '#lib/server/search/engine.ts';
import type { SearchEngine } from '#lib/server/search/port.ts';

/** Key of the advisory lock: one sync at a time across processes. */
const syncLock = 7_031_003;
const batch = 200;
/** How often a quiet outbox asks the engine whether its index is still whole, ms. */
const wholeEvery = 30_000;
const longestError = 300;

type Mark = { kind: string; document_id: string; version: number };
const lastAsked = new WeakMap<App, number>();

/**
 * Sends one batch of marks and says how many it handled; 0 when none is due, another process is at it, or the
 * engine refused. Marks that failed come again after 1 s, 2 s, 4 s … 10 min. Call it until it says 0.
 */
export async function drainOutbox(app: App): Promise<number> {
	const asks = Date.now() - (lastAsked.get(app) ?? 0) > wholeEvery;
	if (!asks && !(await anyDue(app.sql))) return 0;
	// The lock and the removal of marks share one transaction: losing the connection loses both.
	const handled = await app.sql.begin(async (tx) => {
		const [lock] = await tx<[{ taken: boolean }]>`select pg_try_advisory_xact_lock(${syncLock}) as taken`;
		if (!lock.taken) return 0;
		const engine = searchEngine(app);
		if (asks) await fillWhenNew(app, engine);
		const marks = await dueMarks(tx);
		if (marks.length === 0) return 0;
		try {
			await send(app, engine, marks);
		} catch (error) {
			await postpone(tx, marks, error);
			return 0;
		}
		await removeMarks(tx, marks);
		return marks.length;
	});
	return handled;
}

async function anyDue(sql: postgres.Sql): Promise<boolean> {
	return (await sql`select 1 from search_outbox where not_before <= now() limit 1`).length > 0;
}

function dueMarks(tx: postgres.TransactionSql): Promise<Mark[]> {
	return tx<Mark[]>`select kind, document_id, version from search_outbox where not_before <= now()
		order by not_before, document_id limit ${batch}`;
}

/** Talents have no index yet: their marks are dropped. */
async function send(app: App, engine: SearchEngine, marks: Mark[]): Promise<void> {
	const ids = marks.filter(({ kind }) => kind === 'listing').map((mark) => mark.document_id);
	const documents = await readDocuments(app.db, ids, app.now());
	const found = new Set(documents.map(({ id }) => id));
	const gone = ids.filter((id) => !found.has(id));
	if (documents.length) await engine.put(documents);
	if (gone.length) await engine.remove(gone);
}

async function removeMarks(tx: postgres.TransactionSql, marks: Mark[]): Promise<void> {
	await tx`delete from search_outbox using unnest(${marks.map(({ kind }) => kind)}::text[],
			${marks.map((mark) => mark.document_id)}::text[], ${marks.map(({ version }) => version)}::int[])
			as sent (kind, document_id, version)
		where search_outbox.kind = sent.kind and search_outbox.document_id = sent.document_id
			and search_outbox.version = sent.version`;
}

async function postpone(tx: postgres.TransactionSql, marks: Mark[], error: unknown): Promise<void> {
	const reason = (error instanceof Error ? `${error.name}: ${error.message}` : 'error').slice(
		0,
		longestError
	);
	await tx`update search_outbox set attempts = attempts + 1, last_error = ${reason},
			not_before = now() + make_interval(secs => least(600, power(2, least(attempts, 10))))
		from unnest(${marks.map(({ kind }) => kind)}::text[], ${marks.map((mark) => mark.document_id)}::text[])
			as failed (kind, document_id)
		where search_outbox.kind = failed.kind and search_outbox.document_id = failed.document_id`;
}

/** Fills an index that is new or was wiped. When the engine cannot be asked, its marks will wait. */
async function fillWhenNew(app: App, engine: SearchEngine): Promise<void> {
	lastAsked.set(app, Date.now());
	try {
		if (await engine.isWhole()) return;
		for await (const ids of openListingIds(app.db, 1_000)) {
			await engine.put(await readDocuments(app.db, ids, app.now()));
		}
		await engine.setWhole();
	} catch (error) {
		console.error('search index:', error instanceof Error ? error.name : 'error');
	}
}
