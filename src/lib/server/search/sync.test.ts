import { beforeEach, expect, test } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import { parseQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { setSearchEngine } from '#lib/server/search/engine.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import type { SearchEngine } from '#lib/server/search/port.ts';
import { postgresEngine } from '#lib/server/search/postgres.ts';
import { findListings } from '#lib/server/search/results.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { addListing, addOrganization, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db } = connection;
await addOrganization(db, 'ningxi', '宁析神经科技');

/** An App whose engine is PostgreSQL's, with parts of it replaced. */
function appWith(changes: Partial<SearchEngine>): App {
	const app = searchApp(connection);
	setSearchEngine(app, { ...postgresEngine(connection.sql), ...changes });
	return app;
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

beforeEach(async () => {
	await connection.sql`truncate search_outbox, search_documents, listings cascade`;
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

test('a change made while its document is being sent is sent again', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	const engine = postgresEngine(connection.sql);
	const interrupted = appWith({
		async put(documents) {
			await retitle('a', '肌电实习');
			await engine.put(documents);
		}
	});
	expect(await drainOutbox(interrupted)).toBe(1);
	expect(await db.select().from(searchOutbox)).toHaveLength(1);
	expect(await found('脑电')).toEqual(['a']);
	expect(await drainOutbox(app)).toBe(1);
	expect(await found('肌电')).toEqual(['a']);
	expect(await found('脑电')).toEqual([]);
});

test('an older copy never replaces a newer one', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	const engine = postgresEngine(connection.sql);
	let older: Parameters<SearchEngine['put']>[0] = [];
	await drainOutbox(appWith({ put: async (documents) => void (older = documents) }));
	await retitle('a', '肌电实习');
	await drainOutbox(app);
	await engine.put(older);
	expect(await found('肌电')).toEqual(['a']);
});

test('an engine that refuses keeps the mark, later and later, with the reason', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	const broken = appWith({ put: () => Promise.reject(new Error('no room')) });
	const waits: number[] = [];
	for (let attempt = 1; attempt <= 12; attempt++) {
		expect(await drainOutbox(broken)).toBe(0);
		const [mark] = await connection.sql<[{ attempts: number; last_error: string; wait: number }]>`
			update search_outbox set not_before = now() from (select extract(epoch from not_before - now())::float8 as wait from search_outbox) before
			returning attempts, last_error, before.wait`;
		expect(mark).toMatchObject({ attempts: attempt, last_error: 'Error: no room' });
		waits.push(Math.ceil(mark.wait));
	}
	expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
	expect(await drainOutbox(app)).toBe(1);
	expect(await found('脑电')).toEqual(['a']);
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
	const first = await drainOutbox(appWith({ put: async () => void (second = await drainOutbox(app)) }));
	expect([first, second]).toEqual([1, 0]);
});

test('marks of talents are taken, and more than one batch needs more than one call', async () => {
	await markTalents(db, ['t']);
	await markListings(
		db,
		Array.from({ length: 250 }, (_, i) => `gone-${i}`)
	);
	const handled = [await drainOutbox(app), await drainOutbox(app), await drainOutbox(app)];
	expect(handled).toEqual([200, 51, 0]);
});

test('an index that is new or was wiped is filled with every open listing', async () => {
	await addListing(db, { id: 'a', titleZh: '脑电实习' });
	await addListing(db, { id: 'b', titleZh: '脑电草稿', state: 'draft' });
	await db.delete(searchOutbox);
	let whole = false;
	const wiped = appWith({ isWhole: async () => whole, setWhole: async () => void (whole = true) });
	await drainOutbox(wiped);
	expect(whole).toBe(true);
	expect(await found('脑电')).toEqual(['a']);
});
