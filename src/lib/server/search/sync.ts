// Brings what changed to the indexes: takes marks from the outbox, reads the rows again, sends their present state,
// and removes a mark only if nothing was marked meanwhile. PostgreSQL's own index comes first; the mark then waits
// for Meilisearch, where there is one, so that an outage there holds nothing back here.
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { sqlState } from '#lib/server/db/client.ts';
import { indexChanged } from '#lib/server/search/columns.ts';
import { searchOf, type Search } from '#lib/server/search/engine.ts';
import { withIndexLock } from '#lib/server/search/lock.ts';
import { EngineDown, type SearchIndex } from '#lib/server/search/port.ts';
import { build } from '#lib/server/search/rebuild.ts';
import { kindOf, reconcile } from '#lib/server/search/reconcile.ts';
import { sources } from '#lib/server/search/sources.ts';
import { indexState, setIndexState } from '#lib/server/search/state.ts';

type Mark = { kind: string; id: string; version: number; attempts: number };
type Refused = { mark: Mark; reason: string };
type Outcome = { sent: Mark[]; refused: Refused[] };

const batch = 500;
/** How often an index is asked whether it is still whole, ms. */
const wholeEvery = 15_000;
/** A document refused so often, alone, is parked: after half an hour of growing pauses. */
const mostAttempts = 12;
const longestReason = 300;
/** How long Meilisearch is left alone after a failure, ms. */
const [firstPause, longestPause] = [1_000, 15_000];

type Pace = { asked: number; pause: number; retryAt: number };
const paces = new WeakMap<App, Record<SearchIndex['name'], Pace>>();

/** One round of each index; how many marks moved. For tests and commands: call it until it says 0. */
export async function drainOutbox(app: App): Promise<number> {
	return Math.max(await feedCopy(app), await feedOutside(app));
}

/**
 * Sends one batch of marks to PostgreSQL's own index and says how many it handled; 0 when none is due or another
 * process is at it. Refused documents come again after 1 s, 2 s, 4 s … 10 min, and are parked in the end.
 */
export async function feedCopy(app: App): Promise<number> {
	const pace = paceOf(app, 'postgres');
	const asks = Date.now() - pace.asked > wholeEvery;
	const due = app.sql`stored < version and parked_at is null and not_before <= now()`;
	if (!asks && !(await any(app, due))) return 0;
	const handled = await withIndexLock(app, 'postgres', async (tx) => {
		const search = searchOf(app);
		const { outside } = search;
		if (asks) pace.asked = Date.now();
		if (asks && !(await areWhole(copies(search, tx)))) await build(app, tx, copies(search, tx));
		const marks = await dueMarks(tx, due);
		// A document that is refused undoes its own statements only.
		const send = (part: Mark[]) => tx.savepoint((part_tx) => sendTo(app, copies(search, part_tx), part));
		const outcome = await sendAll(send, marks);
		if (outside.length > 0) await setStored(tx, outcome.sent);
		else await removeMarks(tx, outcome.sent);
		await postpone(tx, outcome.refused);
		return marks.length;
	});
	indexChanged();
	return handled ?? 0;
}

/** The same for Meilisearch, with what PostgreSQL has. In an outage all marks wait, and none is counted against. */
export async function feedOutside(app: App): Promise<number> {
	const { outside, recheck } = searchOf(app);
	const pace = paceOf(app, 'meilisearch');
	if (outside.length === 0 || Date.now() < pace.retryAt) return 0;
	const asks = Date.now() - pace.asked > wholeEvery;
	const due = app.sql`stored = version and parked_at is null and not_before <= now()`;
	if (!asks && !(await any(app, due))) return 0;
	try {
		const handled = await withIndexLock(app, 'meilisearch', async (tx) => {
			if (asks) pace.asked = Date.now();
			if (asks && (await heal(app, tx, outside))) await recheck();
			const marks = await dueMarks(tx, due);
			const { sent, refused } = await sendAll((part) => sendTo(app, outside, part), marks);
			await removeMarks(tx, sent);
			await postpone(tx, refused);
			return marks.length;
		});
		pace.pause = firstPause;
		return handled ?? 0;
	} catch (error) {
		if (!(error instanceof EngineDown)) throw error;
		pace.asked = 0;
		pace.retryAt = Date.now() + pace.pause;
		pace.pause = Math.min(pace.pause * 2, longestPause);
		await setIndexState(app, 'meilisearch', 'down', error.message.slice(0, longestReason));
		return 0;
	}
}

/** Fills indexes that are new or were wiped, and compares those that were away. Says whether it did either. */
async function heal(
	app: App,
	tx: postgres.TransactionSql,
	indexes: readonly SearchIndex[]
): Promise<boolean> {
	const before = await indexState(app, 'meilisearch');
	if (!(await areWhole(indexes))) {
		await setIndexState(app, 'meilisearch', 'building');
		await build(app, tx, indexes);
		return true;
	}
	if (before?.state === 'whole') return false;
	await reconcile(app, indexes);
	await setIndexState(app, 'meilisearch', 'whole');
	return true;
}

function paceOf(app: App, name: SearchIndex['name']): Pace {
	let all = paces.get(app);
	const fresh = () => ({ asked: 0, pause: firstPause, retryAt: 0 });
	if (!all) paces.set(app, (all = { postgres: fresh(), meilisearch: fresh() }));
	return all[name];
}

type Condition = postgres.PendingQuery<postgres.Row[]>;

async function any(app: App, due: Condition): Promise<boolean> {
	return (await app.sql`select 1 from search_outbox where ${due} limit 1`).length > 0;
}

function dueMarks(tx: postgres.TransactionSql, due: Condition): Promise<Mark[]> {
	return tx<Mark[]>`select kind, document_id as id, version, attempts from search_outbox where ${due}
		order by not_before, document_id limit ${batch}`;
}

const copies = ({ copy, talents }: Search, tx: postgres.TransactionSql) => [copy(tx), talents(tx)];

async function areWhole(indexes: readonly SearchIndex[]): Promise<boolean> {
	for (const index of indexes) if (!(await index.isWhole())) return false;
	return true;
}

/** Sends each index the present state of what it holds. */
async function sendTo(app: App, indexes: readonly SearchIndex[], marks: Mark[]): Promise<void> {
	for (const index of indexes) {
		const ids = marks.filter(({ kind }) => kind === kindOf(index)).map(({ id }) => id);
		if (ids.length === 0) continue;
		const documents = await sources[kindOf(index)].read(app.db, ids, app.now());
		const found = new Set(documents.map(({ id }) => id));
		const gone = ids.filter((id) => !found.has(id));
		if (documents.length > 0) await index.put(documents);
		if (gone.length > 0) await index.remove(gone);
	}
}

/** Sends marks together, and those that were refused before each alone, so that they hold nobody up. */
async function sendAll(send: (marks: Mark[]) => Promise<void>, marks: Mark[]): Promise<Outcome> {
	const fresh = marks.filter(({ attempts }) => attempts === 0);
	const outcome = fresh.length > 0 ? await sendOrSplit(send, fresh) : { sent: [], refused: [] };
	for (const suspect of marks.filter(({ attempts }) => attempts > 0)) {
		const { sent, refused } = await sendOrSplit(send, [suspect]);
		outcome.sent.push(...sent);
		outcome.refused.push(...refused);
	}
	return outcome;
}

/** A batch that is refused is halved until the documents at fault stand alone. */
async function sendOrSplit(send: (marks: Mark[]) => Promise<void>, marks: Mark[]): Promise<Outcome> {
	try {
		await send(marks);
		return { sent: marks, refused: [] };
	} catch (error) {
		if (isOutage(error)) throw error;
		if (marks.length === 1) return { sent: [], refused: [{ mark: marks[0]!, reason: reasonOf(error) }] };
		const half = Math.ceil(marks.length / 2);
		const first = await sendOrSplit(send, marks.slice(0, half));
		const second = await sendOrSplit(send, marks.slice(half));
		return {
			sent: [...first.sent, ...second.sent],
			refused: [...first.refused, ...second.refused]
		};
	}
}

/** Classes of SQLSTATE that are about the data: everything else PostgreSQL says is about itself. */
const dataClasses = ['21', '22', '23', '54'];

function isOutage(error: unknown): boolean {
	if (error instanceof EngineDown) return true;
	const state = sqlState(error);
	if (state) return !dataClasses.includes(state.slice(0, 2));
	// The driver's own errors have a code; what our code throws about a row has none.
	return error instanceof Error && 'code' in error && error.name !== 'TypeError';
}

function reasonOf(error: unknown): string {
	const state = sqlState(error);
	if (state) return `PostgreSQL ${state}`;
	return (error instanceof Error ? `${error.name}: ${error.message}` : 'error').slice(0, longestReason);
}

const columns = (marks: Mark[]) =>
	[marks.map(({ kind }) => kind), marks.map(({ id }) => id), marks.map(({ version }) => version)] as const;

async function setStored(tx: postgres.TransactionSql, marks: Mark[]): Promise<void> {
	if (marks.length === 0) return;
	const [kinds, ids, versions] = columns(marks);
	await tx`update search_outbox o
		set stored = sent.version, attempts = 0, last_error = null, not_before = now()
		from unnest(${kinds}::text[], ${ids}::text[], ${versions}::int[]) as sent (kind, id, version)
		where o.kind = sent.kind and o.document_id = sent.id and o.version = sent.version`;
}

async function removeMarks(tx: postgres.TransactionSql, marks: Mark[]): Promise<void> {
	if (marks.length === 0) return;
	const [kinds, ids, versions] = columns(marks);
	await tx`delete from search_outbox o
		using unnest(${kinds}::text[], ${ids}::text[], ${versions}::int[]) as sent (kind, id, version)
		where o.kind = sent.kind and o.document_id = sent.id and o.version = sent.version`;
}

async function postpone(tx: postgres.TransactionSql, refused: Refused[]): Promise<void> {
	for (const { mark, reason } of refused) {
		await tx`update search_outbox set attempts = attempts + 1, last_error = ${reason},
				not_before = now() + make_interval(secs => least(600, power(2, least(attempts, 10)))),
				parked_at = case when attempts + 1 >= ${mostAttempts} then now() end
			where kind = ${mark.kind} and document_id = ${mark.id} and version = ${mark.version}`;
	}
}
