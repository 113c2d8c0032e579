import { beforeEach, expect, test } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import { parseQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { searchOf, setSearch } from '#lib/server/search/engine.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import { EngineDown, type NewIndex, type SearchDocument, type SearchIndex } from '#lib/server/search/port.ts';
import { postgresIndex } from '#lib/server/search/postgres-index.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { reconcile, reconcileAll } from '#lib/server/search/reconcile.ts';
import { findListings } from '#lib/server/search/results.ts';
import { indexState } from '#lib/server/search/state.ts';
import { drainOutbox, feedCopy, feedOutside } from '#lib/server/search/sync.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { addListing, addOrganization, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db } = connection;
await addOrganization(db, 'ningxi', '宁析神经科技');

/** An App whose own index has parts replaced. */
function appWith(changes: Partial<SearchIndex>): App {
	const app = searchApp(connection);
	setSearch(app, { copy: (sql) => ({ ...postgresIndex(sql), ...changes }) });
	return app;
}

/** An index outside PostgreSQL, in memory, that can be down, refuse documents and be wiped. */
function outsideIndex() {
	const state = {
		documents: new Map<string, SearchDocument>(),
		whole: true,
		down: false,
		refuses: new Set<string>(),
		builds: 0
	};
	const reach = () => {
		if (state.down) throw new EngineDown('ECONNREFUSED');
	};
	const putInto = (into: Map<string, SearchDocument>, documents: SearchDocument[]) => {
		reach();
		const bad = documents.find(({ id }) => state.refuses.has(id));
		if (bad) throw new Error(`refused ${bad.id}`);
		for (const document of documents) into.set(document.id, document);
	};
	const index: SearchIndex = {
		name: 'meilisearch',
		put: async (documents) => putInto(state.documents, documents),
		async remove(ids) {
			reach();
			for (const id of ids) state.documents.delete(id);
		},
		async isWhole() {
			reach();
			return state.whole;
		},
		async *stamps() {
			reach();
			yield [...state.documents.values()].map(({ id, version }) => ({ id, version }));
		},
		async rebuild(): Promise<NewIndex> {
			reach();
			const next = new Map<string, SearchDocument>();
			return {
				put: async (documents) => putInto(next, documents),
				count: async () => next.size,
				async swap() {
					reach();
					Object.assign(state, { documents: next, whole: true, builds: state.builds + 1 });
				},
				drop: async () => {}
			};
		}
	};
	return Object.assign(state, { index, ids: () => [...state.documents.keys()].sort() });
}

/** An App that feeds an index outside as well. */
function appWithOutside() {
	const outside = outsideIndex();
	const app = searchApp(connection);
	setSearch(app, { outside: [outside.index] });
	return { app, outside };
}

/** Forgets the pauses, so that the next round begins at once. */
function again(app: App): App {
	const fresh = searchApp(connection);
	setSearch(fresh, searchOf(app));
	return fresh;
}

const app = searchApp(connection);
const found = async (words: string) =>
	(await findListings(app, parseQuery(new URLSearchParams({ q: words })))).ids;
const retitle = (id: string, titleZh: string) =>
	db.transaction(async (tx) => {
		await tx
			.update(listings)
			.set({ titleZh, version: sql`${listings.version} + 1` })
			.where(eq(listings.id, id));
		await markListings(tx, [id]);
	});
const marks = () => db.select().from(searchOutbox).orderBy(searchOutbox.documentId);
const makeDue = () => db.update(searchOutbox).set({ notBefore: new Date(0) });

beforeEach(async () => {
	await connection.sql`truncate search_outbox, search_documents, search_indexes, listings cascade`;
	await drainOutbox(searchApp(connection));
});

test('a published listing is found after the outbox is drained, and a closed one is not', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	expect(await found('脑电')).toEqual([]);
	expect(await drainOutbox(app)).toBe(1);
	expect(await found('脑电')).toEqual(['a']);
	await db.update(listings).set({ state: 'closed' });
	await markListings(db, ['a']);
	expect(await drainOutbox(app)).toBe(1);
	expect(await found('脑电')).toEqual([]);
	expect(await drainOutbox(app)).toBe(0);
});

test('a deleted listing is forgotten', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	await drainOutbox(app);
	await connection.sql`truncate listings cascade`;
	await markListings(db, ['a']);
	expect(await drainOutbox(app)).toBe(1);
	expect(await found('脑电')).toEqual([]);
});

test('a change that comes while a listing is being sent is sent next', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	const interrupted = searchApp(connection);
	setSearch(interrupted, {
		copy: (sql) => ({
			...postgresIndex(sql),
			async put(documents) {
				await retitle('a', '肌电实习');
				await postgresIndex(sql).put(documents);
			}
		})
	});
	expect(await drainOutbox(interrupted)).toBe(1);
	expect(await marks()).toHaveLength(1);
	expect(await found('脑电')).toEqual(['a']);
	expect(await drainOutbox(app)).toBe(1);
	expect(await found('肌电')).toEqual(['a']);
	expect(await found('脑电')).toEqual([]);
});

test('an older copy never replaces a newer one', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	let older: SearchDocument[] = [];
	await drainOutbox(appWith({ put: async (documents) => void (older = documents) }));
	await retitle('a', '肌电实习');
	await drainOutbox(app);
	expect(older).toHaveLength(1);
	await postgresIndex(connection.sql).put(older);
	expect(await found('肌电')).toEqual(['a']);
});

test('a document that is refused holds no other one up', async () => {
	for (const id of ['a', 'b', 'c', 'd', 'e']) await addListing(db, { id, titleZh: '脑电实习' });
	const { app, outside } = appWithOutside();
	outside.refuses.add('c');
	await drainOutbox(app);
	expect(outside.ids()).toEqual(['a', 'b', 'd', 'e']);
	expect(await marks()).toMatchObject([{ documentId: 'c', attempts: 1, lastError: 'Error: refused c' }]);
	expect(await found('脑电')).toHaveLength(5);
});

test('a listing too long for PostgreSQL is refused by it, and the others are found', async () => {
	const words = Array.from({ length: 20_000 }, (_, i) => `${'word'.repeat(14)}${i}`).join(' ');
	await addListing(db, { id: 'a', titleZh: '脑电实习', textEn: words });
	await addListing(db, { id: 'b', titleZh: '脑电实习' });
	await drainOutbox(app);
	await drainOutbox(app);
	expect(await found('脑电')).toEqual(['b']);
	expect(await marks()).toMatchObject([
		{ documentId: 'a', lastError: 'Error: more words than PostgreSQL can hold' }
	]);
});

test('a refused document comes later and later, is parked after twelve times, and goes with the next change', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	const broken = appWith({ put: () => Promise.reject(new Error('no')) });
	const waits: number[] = [];
	for (let attempt = 1; attempt <= 12; attempt++) {
		expect(await drainOutbox(broken)).toBe(1);
		const [mark] = await connection.sql<[{ attempts: number; wait: number; parked: boolean }]>`
			select attempts, parked_at is not null as parked,
				extract(epoch from not_before - now())::float8 as wait from search_outbox`;
		expect(mark).toMatchObject({ attempts: attempt, parked: attempt === 12 });
		waits.push(Math.ceil(mark.wait));
		await makeDue();
	}
	expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
	expect(await drainOutbox(app)).toBe(0);
	await retitle('a', '肌电实习');
	expect(await drainOutbox(app)).toBe(1);
	expect(await found('肌电')).toEqual(['a']);
});

test('an outage counts against no document, is kept for operators, and holds nothing back in PostgreSQL', async () => {
	const { app, outside } = appWithOutside();
	await feedOutside(app);
	outside.down = true;
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	for (let i = 0; i < 20; i++) await drainOutbox(again(app));
	expect(await marks()).toMatchObject([{ attempts: 0, parkedAt: null, stored: 1 }]);
	expect(await found('脑电')).toEqual(['a']);
	expect(await indexState(app, 'meilisearch')).toMatchObject({ state: 'down', reason: 'ECONNREFUSED' });
	outside.down = false;
	await drainOutbox(again(app));
	expect(outside.ids()).toEqual(['a']);
	expect(await indexState(app, 'meilisearch')).toMatchObject({ state: 'whole', reason: null });
	expect(await marks()).toEqual([]);
});

test('after an outage the index is compared with the rows, and what it lost or kept is repaired', async () => {
	const { app, outside } = appWithOutside();
	for (const id of ['a', 'b', 'c']) await addListing(db, { id, titleZh: '脑电实习' });
	await drainOutbox(app);
	outside.down = true;
	await retitle('b', '肌电实习');
	await drainOutbox(again(app));
	const old = outside.documents.get('b')!;
	// Back from an older state: one document lost, one too many, one of a version that nobody marked.
	outside.documents.delete('a');
	outside.documents.set('gone', { ...old, id: 'gone' });
	outside.documents.set('c', { ...old, id: 'c', version: 0 });
	outside.down = false;
	const healed = again(app);
	await drainOutbox(healed);
	expect(await indexState(app, 'meilisearch')).toMatchObject({ missing: 1, stale: 1, extra: 1 });
	await drainOutbox(healed);
	const held = [...outside.documents.values()].map(({ id, version }) => `${id}${version}`);
	expect(held.sort()).toEqual(['a1', 'b2', 'c1']);
});

test('a mark that waits for its next attempt is left alone, and a new change makes it due', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	await db.update(searchOutbox).set({ notBefore: new Date(Date.now() + 60_000) });
	expect(await drainOutbox(app)).toBe(0);
	await retitle('a', '肌电实习');
	expect(await drainOutbox(app)).toBe(1);
});

test('only one sync runs at a time', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	let second: number | undefined;
	const first = await feedCopy(appWith({ put: async () => void (second = await feedCopy(app)) }));
	expect([first, second]).toEqual([1, 0]);
});

test('marks of talents are taken, and more than one batch needs more than one call', async () => {
	await markTalents(db, ['t']);
	await markListings(
		db,
		Array.from({ length: 550 }, (_, i) => `gone-${i}`)
	);
	const handled = [await drainOutbox(app), await drainOutbox(app), await drainOutbox(app)];
	expect(handled).toEqual([500, 51, 0]);
});

test('an index that is new or was wiped is built with every open listing, without the one it refuses', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	await addListing(db, { id: 'b', titleZh: '脑电草稿', state: 'draft' });
	await addListing(db, { id: 'c', titleZh: '脑电坏了' });
	await db.delete(searchOutbox);
	const { app, outside } = appWithOutside();
	Object.assign(outside, { whole: false, refuses: new Set(['c']) });
	await drainOutbox(app);
	expect([outside.builds, outside.ids()]).toEqual([1, ['a']]);
	await drainOutbox(app);
	expect(await marks()).toMatchObject([{ documentId: 'c', attempts: 1 }]);
	expect(await found('脑电')).toEqual(expect.arrayContaining(['a', 'c']));
});

test('what Meilisearch alone refuses stays in the index of PostgreSQL when both are built anew', async () => {
	for (const id of ['a', 'b', 'c']) await addListing(db, { id, titleZh: '脑电实习' });
	await db.delete(searchOutbox);
	const { app, outside } = appWithOutside();
	outside.refuses.add('b');
	expect(await rebuildSearch(app)).toBe(3);
	expect(outside.ids()).toEqual(['a', 'c']);
	expect((await found('脑电')).sort()).toEqual(['a', 'b', 'c']);
	expect(await marks()).toMatchObject([{ documentId: 'b' }]);
	expect(await indexState(app, 'meilisearch')).toMatchObject({ documents: 2 });
});

test('what a build could not finish leaves the old index', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	const { app, outside } = appWithOutside();
	await drainOutbox(app);
	const rebuild = outside.index.rebuild.bind(outside.index);
	outside.index.rebuild = async () => ({ ...(await rebuild()), count: async () => 7 });
	outside.whole = false;
	await expect(drainOutbox(again(app))).rejects.toThrow('meilisearch holds 7 of 1 documents');
	expect(outside.ids()).toEqual(['a']);
});

test('a comparison finds what nobody marked, and leaves alone what is on its way', async () => {
	for (const id of ['a', 'b', 'c']) await addListing(db, { id, titleZh: '脑电实习' });
	await drainOutbox(app);
	await connection.sql`delete from search_documents where listing_id = 'a'`;
	await connection.sql`update listings set state = 'closed' where id = 'b'`;
	await retitle('c', '肌电实习');
	expect(await reconcile(app, [postgresIndex(connection.sql)])).toEqual({
		documents: 2,
		missing: 1,
		stale: 0,
		extra: 1
	});
	await drainOutbox(app);
	await reconcileAll(app);
	expect(await indexState(app, 'postgres')).toMatchObject({ documents: 2, missing: 0, stale: 0, extra: 0 });
	expect(await found('实习')).toEqual(expect.arrayContaining(['a', 'c']));
});

test('a rebuild leaves the table as it was, and loses no change that is made meanwhile', async () => {
	for (const id of ['a', 'b']) await addListing(db, { id, titleZh: '脑电实习' });
	const { app, outside } = appWithOutside();
	await drainOutbox(app);
	const shape = () => connection.sql`
		select indexname, indexdef from pg_indexes where tablename = 'search_documents'
		union all select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'search_documents'::regclass
		union all select column_name, concat(data_type, is_nullable, column_default, is_identity)
			from information_schema.columns where table_name = 'search_documents'
		order by 1, 2`;
	const before = await shape();
	const rebuild = outside.index.rebuild.bind(outside.index);
	const meanwhile: number[] = [];
	outside.index.rebuild = async () => {
		const next = await rebuild();
		return {
			...next,
			async count() {
				// Everything has been read by now.
				await retitle('a', '肌电实习');
				meanwhile.push(await drainOutbox(again(app)), (await found('脑电')).length);
				return next.count();
			}
		};
	};
	expect(await rebuildSearch(app)).toBe(2);
	expect(meanwhile).toEqual([0, 2]);
	expect(await shape()).toEqual(before);
	await drainOutbox(again(app));
	expect(await found('肌电')).toEqual(['a']);
	expect(outside.documents.get('a')?.version).toBe(2);
	expect(await marks()).toEqual([]);
});
