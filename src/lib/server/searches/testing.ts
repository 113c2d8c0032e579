// What tests of saved searches need: a person, a listing that comes, changes and goes, and rounds of the worker.
import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { Frequency } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Connection } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { markListings } from '#lib/server/search/outbox.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { addListing, searchApp } from '#lib/server/search/testing.ts';
import { findNews } from '#lib/server/searches/find.ts';
import { saveSearch } from '#lib/server/searches/service.ts';

/** Noon in Nanjing. */
export const start = new Date('2026-11-23T04:00:00Z');

/** An App whose clock moves only when it is told to, by minutes. */
export function clockedApp(connection: Connection) {
	let now = start;
	const app = searchApp(connection);
	app.now = () => now;
	app.environment = {
		origin: 'https://pons.example',
		mailFrom: 'Pons <no-reply@pons.example>'
	} as App['environment'];
	return {
		app,
		wait: (minutes: number) => void (now = new Date(now.getTime() + minutes * 60_000)),
		setTime: (time: string) => void (now = new Date(time))
	};
}

let people = 0;

export async function person({ db }: App, locale: 'zh-CN' | 'en' = 'zh-CN'): Promise<Actor> {
	const email = `reader${++people}@sample.example`;
	const [row] = await db
		.insert(accounts)
		.values({ email, passwordHash: '-', purpose: 'work', locale, emailVerifiedAt: start })
		.returning();
	return {
		accountId: row!.id,
		email,
		emailVerified: true,
		isOperator: false,
		purpose: 'work',
		sessionHash: ''
	};
}

export const save = (app: App, actor: Actor, query: string, frequency: Frequency = 'atOnce') =>
	saveSearch(app, actor, { query, frequency, name: null });

export const publish = (app: App, id: string, titleZh: string, more: object = {}) =>
	addListing(app.db, { id, titleZh, publishedAt: app.now(), ...more });

export const retitle = (app: App, id: string, titleZh: string) => change(app, id, { titleZh });
export const close = (app: App, id: string) => change(app, id, { state: 'closed' });
export const reopen = (app: App, id: string) => change(app, id, { state: 'open' });

async function change(app: App, id: string, set: Partial<typeof listings.$inferInsert>): Promise<void> {
	await app.db.transaction(async (tx) => {
		const version = sql`${listings.version} + 1`;
		await tx
			.update(listings)
			.set({ ...set, version })
			.where(eq(listings.id, id));
		await markListings(tx, [id]);
	});
}

/** Brings what changed into the index. */
export async function index(app: App): Promise<void> {
	while ((await drainOutbox(app)) > 0);
}

/** The index and every round of saved searches that it gives work to. */
export async function settleAll(app: App): Promise<void> {
	await index(app);
	while ((await findNews(app)) > 0);
}

/** Listings that were told as new, by search. */
export async function told(app: App, searchId: string): Promise<string[]> {
	const rows = await app.sql<Array<{ id: string }>>`
		select found_id as id from saved_search_items
		where search_id = ${searchId} and found_at is not null order by found_id`;
	return rows.map(({ id }) => id);
}
