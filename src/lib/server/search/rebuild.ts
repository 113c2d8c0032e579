// Builds indexes anew from the rows, beside the ones that answer meanwhile, and swaps them in. Marks made during it
// stay in the outbox, for its caller holds the locks of the indexes.
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { indexChanged } from '#lib/server/search/columns.ts';
import { searchOf } from '#lib/server/search/engine.ts';
import { waitForIndexLock } from '#lib/server/search/lock.ts';
import { EngineDown, type NewIndex, type SearchDocument, type SearchIndex } from '#lib/server/search/port.ts';
import { kindOf } from '#lib/server/search/reconcile.ts';
import { sources } from '#lib/server/search/sources.ts';
import { setBuilt } from '#lib/server/search/state.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';

/** Rows read at once, and batches that may be on their way to the indexes. */
const batch = 500;
const batchesAhead = 6;
const batchesTold = 20;

/**
 * Builds the index of PostgreSQL, and Meilisearch's where there is one. Returns the number of documents; `told` hears
 * from time to time how many are done.
 */
export function rebuildSearch(app: App, told?: (documents: number) => void): Promise<number> {
	const { copy, talents, outside, recheck } = searchOf(app);
	return waitForIndexLock(app, 'postgres', (tx) => {
		const own = [copy(tx), talents(tx)];
		if (outside.length === 0) return build(app, tx, own, told);
		return waitForIndexLock(app, 'meilisearch', () => build(app, tx, [...own, ...outside], told));
	})
		.finally(indexChanged)
		.finally(recheck);
}

/**
 * Builds these indexes, whose locks the caller holds in `tx`, from one reading of the rows. A document that an index
 * refuses is left out and marked, so that it is tried alone and parked with its reason.
 * @throws EngineDown, or an error that says that the counts differ; the old indexes then stay
 */
export async function build(
	app: App,
	tx: postgres.TransactionSql,
	indexes: readonly SearchIndex[],
	told: (documents: number) => void = () => {}
): Promise<number> {
	const built: Built[] = [];
	let all = 0;
	try {
		for (const index of indexes) built.push({ index, next: await index.rebuild(), documents: 0 });
		for (const kind of new Set(indexes.map(kindOf))) {
			const own = built.filter(({ index }) => kindOf(index) === kind);
			all += await fillAll(app, kind, own, (documents) => told(all + documents));
		}
		for (const { next } of built) await next.swap();
		for (const name of new Set(indexes.map((index) => index.name))) {
			const own = built.filter(({ index }) => index.name === name);
			await setBuilt(
				tx,
				name,
				own.reduce((sum, { documents }) => sum + documents, 0)
			);
		}
		return all;
	} catch (error) {
		for (const { next } of built) await next.drop().catch(() => {});
		throw error;
	}
}

type Built = { index: SearchIndex; next: NewIndex; documents: number };

/** Fills the new indexes of one kind and checks what they hold; returns the number of documents. */
async function fillAll(
	app: App,
	kind: DocumentKind,
	own: Built[],
	told: (documents: number) => void
): Promise<number> {
	const refused = new Set<string>();
	const filled = await fill(app, kind, own, refused, told);
	for (const { index, next, documents } of own) {
		const held = await next.count();
		if (held !== documents) throw new Error(`${index.name} holds ${held} of ${documents} documents`);
	}
	await sources[kind].mark(app.db, [...refused]);
	return filled;
}

/** Reading the next rows goes on while the indexes take the last ones. */
async function fill(
	app: App,
	kind: DocumentKind,
	own: Built[],
	refused: Set<string>,
	told: (documents: number) => void
): Promise<number> {
	const running: Array<Promise<number>> = [];
	let [documents, batches] = [0, 0];
	const finish = async () => {
		documents += await running.shift()!;
		if (++batches % batchesTold === 0) told(documents);
	};
	for await (const ids of sources[kind].ids(app.db, batch)) {
		if (running.length >= batchesAhead) await finish();
		const part = putPart(app, kind, own, ids, refused);
		// It is waited for later; until then a failure has nobody to hear it.
		part.catch(() => {});
		running.push(part);
	}
	while (running.length > 0) await finish();
	return documents;
}

/**
 * Puts documents into the new indexes, and returns how many the first of them took. What one index refuses is put
 * there again in halves, down to the document that is refused; the others keep it.
 */
async function putPart(
	app: App,
	kind: DocumentKind,
	own: readonly Built[],
	ids: string[],
	refused: Set<string>
): Promise<number> {
	const outcome = await putAtOnce(app, kind, own, ids);
	let taken = outcome.failed.has(own[0]!) ? 0 : outcome.length;
	for (const [one, error] of outcome.failed) {
		if (error instanceof EngineDown) throw error;
		if (ids.length === 1) {
			refused.add(ids[0]!);
			continue;
		}
		const half = Math.ceil(ids.length / 2);
		for (const part of [ids.slice(0, half), ids.slice(half)]) {
			const again = await putPart(app, kind, [one], part, refused);
			if (one === own[0]) taken += again;
		}
	}
	return taken;
}

type Outcome = { length: number; failed: Map<Built, unknown> };

/** Reads documents once and puts them into all these indexes; with a document that cannot be read all have failed. */
async function putAtOnce(
	app: App,
	kind: DocumentKind,
	own: readonly Built[],
	ids: string[]
): Promise<Outcome> {
	let documents: SearchDocument[];
	try {
		documents = await sources[kind].read(app.db, ids, app.now());
	} catch (error) {
		return { length: 0, failed: new Map(own.map((one) => [one, error])) };
	}
	const { length } = documents;
	const failed = new Map<Built, unknown>();
	const puts = own.map(async (one) => {
		if (length > 0) await one.next.put(documents);
		one.documents += length;
	});
	// What is on its way is not kept here as well.
	documents = [];
	const outcomes = await Promise.allSettled(puts);
	outcomes.forEach((outcome, place) => {
		if (outcome.status === 'rejected') failed.set(own[place]!, outcome.reason);
	});
	return { length, failed };
}
