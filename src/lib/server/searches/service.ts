// Decisions and writes about saved searches: save, rename, how often to mail, look, delete and take back.
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { canonicalQuery, queryMax } from '#lib/searches/query.ts';
import type { SaveSearchInput } from '#lib/searches/schema.ts';
import { searchesMax, type Frequency, type SearchKind } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { dropNotice, renameFound } from '#lib/server/notifications/found.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { noteKnown } from '#lib/server/searches/known.ts';
import { searchWords } from '#lib/server/searches/names.ts';
import { savedSearches, savedSearchItems } from '#lib/server/searches/table.ts';

/** Days in which a deleted search can be taken back. */
const deletedDays = 1;

/** Which search: of listings, or of talents, and for which organization (by its slug); else it is the actor's own. */
type Saving = SaveSearchInput & { kind?: SearchKind };

/**
 * Saves a search for the actor, or for an organization of theirs; returns its id. Saving the same again changes its
 * frequency. Refuses with `notNow` beyond the limit of an account, and with `notAllowed` a search for talents by an
 * organization that is not verified.
 */
export async function saveSearch(
	app: App,
	actor: Actor | undefined,
	input: Saving,
	slug?: string
): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	const { kind = 'listing', frequency } = input;
	const organizationId = await savedFor(app, actor, kind, slug);
	const query = canonicalQuery(input.query, kind);
	if (query.length > queryMax) throw new Refusal('invalid', { query: 'searches_error_query_long' });
	const name = input.name ?? (await searchWords(app, [{ kind, query }]))[0]!.name;
	return app.db.transaction(async (tx) => {
		await tx.execute(sql`select from ${accounts} where ${accounts.id} = ${actor.accountId} for update`);
		const own = and(eq(savedSearches.accountId, actor.accountId), isNull(savedSearches.deletedAt));
		const saved = await tx.select().from(savedSearches).where(own);
		const same = saved.find(
			(one) => one.kind === kind && one.query === query && one.organizationId === organizationId
		);
		if (same) {
			await tx
				.update(savedSearches)
				.set({ frequency, ...(input.name ? { name } : {}) })
				.where(eq(savedSearches.id, same.id));
			if (same.frequency === 'off') await settleItems(app, tx, same.id);
			return same.id;
		}
		if (saved.length >= searchesMax) throw new Refusal('notNow', { '': 'searches_error_limit' });
		const times = { createdAt: app.now(), lookedAt: app.now() };
		const row = { accountId: actor.accountId, organizationId, kind, name, query, frequency, ...times };
		const [made] = await tx.insert(savedSearches).values(row).returning({ id: savedSearches.id });
		await noteKnown(app, tx, { id: made!.id, kind, query });
		return made!.id;
	});
}

/** The organization that a search is saved for; null for the actor's own. */
async function savedFor(
	app: App,
	actor: Actor,
	kind: SearchKind,
	slug: string | undefined
): Promise<string | null> {
	if (!slug && kind === 'listing') return null;
	const { organization } = await requireMember(app.db, actor, slug ?? '');
	if (kind === 'talent' && !canPublish(organization)) throw new Refusal('notAllowed');
	return organization.id;
}

export async function renameSearch(
	app: App,
	actor: Actor | undefined,
	{ id, name }: { id: string; name: string }
): Promise<void> {
	await app.db.transaction(async (tx) => {
		await lockOwn(tx, actor, id);
		await tx.update(savedSearches).set({ name }).where(eq(savedSearches.id, id));
		await renameFound(tx, id, name);
	});
}

/** From the next mail on. What was found while no mail was wanted is not mailed afterwards. */
export async function setFrequency(
	app: App,
	actor: Actor | undefined,
	{ id, frequency }: { id: string; frequency: Frequency }
): Promise<void> {
	await app.db.transaction(async (tx) => {
		await lockOwn(tx, actor, id);
		await changeFrequency(app, tx, id, frequency);
	});
}

/** The same without asking whose it is: for a token that says so. */
export async function changeFrequency(
	app: App,
	tx: Transaction,
	id: string,
	frequency: Frequency
): Promise<void> {
	await tx.update(savedSearches).set({ frequency }).where(eq(savedSearches.id, id));
	if (frequency === 'off') await settleItems(app, tx, id);
}

/** The owner has seen what was found: nothing of it is new from now on. Other members change nothing. */
export async function lookAt(app: App, actor: Actor | undefined, id: string): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await app.db.transaction(async (tx) => {
		const own = and(eq(savedSearches.id, id), eq(savedSearches.accountId, actor.accountId));
		const looked = await tx
			.update(savedSearches)
			.set({ lookedAt: app.now() })
			.where(own)
			.returning({ id: savedSearches.id });
		if (looked.length) await dropNotice(tx, id);
	});
}

export async function deleteSearch(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await app.db.transaction(async (tx) => {
		await lockOwn(tx, actor, id);
		await tx.update(savedSearches).set({ deletedAt: app.now() }).where(eq(savedSearches.id, id));
		await dropNotice(tx, id);
	});
}

/** Takes a deletion back. Refuses when the same search was saved anew, or when there is no more room. */
export async function restoreSearch(app: App, actor: Actor | undefined, id: string): Promise<void> {
	try {
		await app.db.transaction(async (tx) => {
			await lockOwn(tx, actor, id, true);
			const own = and(eq(savedSearches.accountId, actor!.accountId), isNull(savedSearches.deletedAt));
			if ((await tx.$count(savedSearches, own)) >= searchesMax)
				throw new Refusal('notNow', { '': 'searches_error_limit' });
			await tx.update(savedSearches).set({ deletedAt: null }).where(eq(savedSearches.id, id));
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refusal('alreadyExists');
		throw error;
	}
}

/**
 * Removes for good what was deleted a day ago, and forgets documents that went away: listings after a year, talents
 * at once. A new index does not say what went away while it was built; here it is noticed.
 */
export async function clearSearches(app: App): Promise<void> {
	const before = (days: number) => new Date(app.now().getTime() - days * 86_400_000).toISOString();
	await app.db.execute(
		sql`delete from saved_searches where deleted_at < ${before(deletedDays)}::timestamptz`
	);
	await app.db
		.execute(sql`update seen_documents s set gone_at = ${before(0)}::timestamptz where gone_at is null
		and kind = 'listing' and not exists (select from search_documents d where d.listing_id = s.document_id)`);
	await app.db
		.execute(sql`delete from seen_documents s where kind = 'listing' and gone_at < ${before(366)}::timestamptz
		or kind = 'talent' and not exists (
			select from talent_documents d where d.talent_id = s.document_id and not d.removed)`);
}

async function settleItems(app: App, tx: Transaction, searchId: string): Promise<void> {
	await tx
		.update(savedSearchItems)
		.set({ settledAt: app.now() })
		.where(and(eq(savedSearchItems.searchId, searchId), isNull(savedSearchItems.settledAt)));
}

/** Locks the actor's own search; anybody else's answers like one that does not exist. */
async function lockOwn(tx: Transaction, actor: Actor | undefined, id: string, deleted = false) {
	if (!actor) throw new Refusal('signInFirst');
	const own = and(eq(savedSearches.id, id), eq(savedSearches.accountId, actor.accountId));
	const [row] = await tx.select().from(savedSearches).where(own).for('update');
	if (!row || (row.deletedAt !== null) !== deleted) throw new Refusal('notFound');
	return row;
}
