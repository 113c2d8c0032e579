// Builds indexes anew from the rows, beside the ones that answer meanwhile, and swaps them in. Marks made during it
// stay in the outbox, for its caller holds the locks of the indexes.
import type postgres from 'postgres';
import type { App } from '#lib/server/app.ts';
import { indexChanged } from '#lib/server/search/columns.ts';
import { searchOf } from '#lib/server/search/engine.ts';
import { waitForIndexLock } from '#lib/server/search/lock.ts';
import { EngineDown, type NewIndex, type SearchIndex } from '#lib/server/search/port.ts';
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
	const refused: string[] = [];
	const filled = await fill(
		app,
		kind,
		own.map(({ next }) => next),
		refused,
		told
	);
	for (const one of own) {
		const held = await one.next.count();
		if (held !== filled) throw new Error(`${one.index.name} holds ${held} of ${filled} documents`);
		one.documents = filled;
	}
	await sources[kind].mark(app.db, refused);
	return filled;
}

/** Reading the next rows goes on while the indexes take the last ones. */
async function fill(
	app: App,
	kind: DocumentKind,
	built: NewIndex[],
	refused: string[],
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
		const part = putPart(app, kind, built, ids, refused);
		// It is waited for later; until then a failure has nobody to hear it.
		part.catch(() => {});
		running.push(part);
	}
	while (running.length > 0) await finish();
	return documents;
}

async function putPart(
	app: App,
	kind: DocumentKind,
	built: NewIndex[],
	ids: string[],
	refused: string[]
): Promise<number> {
	try {
		let documents = await sources[kind].read(app.db, ids, app.now());
		const { length } = documents;
		const puts = length > 0 ? built.map((next) => next.put(documents)) : [];
		// What is on its way is not kept here as well.
		documents = [];
		await Promise.all(puts);
		return length;
	} catch (error) {
		if (error instanceof EngineDown) throw error;
		if (ids.length === 1) {
			refused.push(ids[0]!);
			return 0;
		}
		const half = Math.ceil(ids.length / 2);
		const first = await putPart(app, kind, built, ids.slice(0, half), refused);
		return first + (await putPart(app, kind, built, ids.slice(half), refused));
	}
}
