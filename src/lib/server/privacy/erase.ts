// Erasing a person. At once nobody sees them any more; a moment later the worker removes or empties everything: rows,
// mails, marks of the index, files. What the law wants kept of postings stays, without the person.
import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { mayMove } from '#lib/applications/moves.ts';
import { confirmPassword } from '#lib/server/accounts/own-password.ts';
import { accounts, sessions } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { lockApplication, moveApplication, trackOf } from '#lib/server/applications/move.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { fileKeysOf, removeBytes } from '#lib/server/files/service.ts';
import { listings } from '#lib/server/listings/table.ts';
import { erasedAccounts, recordErasure } from '#lib/server/privacy/erasure-ledger.ts';
import { ownTables } from '#lib/server/privacy/registry.ts';
import { erasures } from '#lib/server/privacy/table.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import { feedCopy } from '#lib/server/search/sync.ts';
import { talents } from '#lib/server/talents/table.ts';

/**
 * Asks for the removal of the actor's account, with the password once more. From the commit on nobody sees anything
 * of the person and every session is over. @throws Refusal signInFirst, invalid, tooMany
 */
export async function requestErasure(app: App, actor: Actor | undefined, password: string): Promise<void> {
	const { id } = await confirmPassword(app, actor, password);
	await app.db.transaction(async (tx) => {
		await tx.update(accounts).set({ suspendedAt: app.now() }).where(eq(accounts.id, id));
		await tx.delete(sessions).where(eq(sessions.accountId, id));
		const hidden = await tx
			.update(talents)
			.set({ visibility: 'hidden', indexable: false, version: sql`${talents.version} + 1` })
			.where(eq(talents.accountId, id))
			.returning({ id: talents.id });
		await markTalents(
			tx,
			hidden.map(({ id }) => id)
		);
		await tx.insert(erasures).values({ accountId: id, requestedAt: app.now() }).onConflictDoNothing();
	});
	await recordErasure(app, id);
}

/** Removes everybody who asked for it; returns how many. Run by the worker: what fails is tried again. */
export async function eraseDue(app: App): Promise<number> {
	const talentIds: string[] = [];
	const due = await app.db.select().from(erasures).orderBy(erasures.requestedAt).limit(roundMost);
	for (const { accountId } of due) {
		// The request may have ended between its commit and this line.
		await recordErasure(app, accountId);
		talentIds.push(...(await eraseAccount(app, accountId)));
		await app.db.delete(erasures).where(eq(erasures.accountId, accountId));
	}
	if (due.length > 0) await forgetStatistics(app, talentIds);
	return due.length;
}

/** People removed in one round. */
const roundMost = 20;

/**
 * Removes those of the ledger who are there again, because an older state of the database was brought back. Returns
 * how many.
 */
export async function replayErasures(app: App): Promise<number> {
	const erased = await erasedAccounts(app.environment.erasureLedger);
	const talentIds: string[] = [];
	let again = 0;
	for (let from = 0; from < erased.length; from += 1_000) {
		const part = erased.slice(from, from + 1_000);
		const back = await app.db.select({ id: accounts.id }).from(accounts).where(inArray(accounts.id, part));
		for (const { id } of back) talentIds.push(...(await eraseAccount(app, id)));
		again += back.length;
	}
	if (again > 0) await forgetStatistics(app, talentIds);
	return again;
}

/** Returns the profile that went, if there was one. */
async function eraseAccount(app: App, accountId: string): Promise<string[]> {
	const { keys, profile } = await app.db.transaction(async (tx) => {
		const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('update');
		if (!account) return { keys: [], profile: [] };
		const [talent] = await tx.select().from(talents).where(eq(talents.accountId, accountId));
		if (talent) await leavePlaces(app, tx, talent.id);
		await leaveOrganizations(app, tx, accountId);
		await emptyWords(tx, accountId, account.email, talent?.id ?? '');
		const files = await fileKeysOf(tx, accountId);
		if (talent) await markTalents(tx, [talent.id]);
		await tx.delete(accounts).where(eq(accounts.id, accountId));
		return { keys: files, profile: talent ? [talent.id] : [] };
	});
	await removeBytes(app, keys);
	return profile;
}

/** Frees the seats and places the person holds, and tells organizations that an application is off. */
async function leavePlaces(app: App, tx: Transaction, talentId: string): Promise<void> {
	const rows = await tx
		.select({ id: applications.id })
		.from(applications)
		.where(eq(applications.talentId, talentId))
		.orderBy(applications.id);
	for (const { id } of rows) {
		const application = await lockApplication(tx, id);
		if (application && mayMove(await trackOf(tx, application), application.state, 'withdrawn', 'talent'))
			await moveApplication(app, tx, application, { to: 'withdrawn', mover: 'talent' });
	}
}

/** An organization whose only owner goes gets its longest member as owner; one without members closes what is open. */
async function leaveOrganizations(app: App, tx: Transaction, accountId: string): Promise<void> {
	const own = await tx.select().from(memberships).where(eq(memberships.accountId, accountId));
	for (const { organizationId } of own) {
		const others = await tx
			.select()
			.from(memberships)
			.where(and(eq(memberships.organizationId, organizationId), ne(memberships.accountId, accountId)))
			.orderBy(memberships.createdAt, memberships.accountId);
		const [heir] = others;
		if (!heir) await closeAll(app, tx, organizationId);
		else if (!others.some(({ role }) => role === 'owner'))
			await tx
				.update(memberships)
				.set({ role: 'owner' })
				.where(
					and(eq(memberships.organizationId, organizationId), eq(memberships.accountId, heir.accountId))
				);
	}
}

async function closeAll(app: App, tx: Transaction, organizationId: string): Promise<void> {
	const closed = await tx
		.update(listings)
		.set({ state: 'closed', closedAt: app.now(), version: sql`${listings.version} + 1` })
		.where(and(eq(listings.organizationId, organizationId), eq(listings.state, 'open')))
		.returning({ id: listings.id });
	await markListings(
		tx,
		closed.map(({ id }) => id)
	);
}

/** The tables of `emptyWords`. */
const wordTables = [
	...['mails', 'member_invitations', 'seen_documents', 'internship_comments', 'internship_evaluations'],
	...['reports', 'case_events', 'listing_versions']
];

/** What no foreign key reaches: mails, invitations by address, copies, and words in rows that stay. */
async function emptyWords(
	tx: Transaction,
	accountId: string,
	email: string,
	talentId: string
): Promise<void> {
	const statements = [
		sql`delete from mails where lower(recipient) = lower(${email}) or key like ${`%:${accountId}`}
			or shows -> 'talentIds' ? ${talentId}`,
		sql`delete from member_invitations where lower(email) = lower(${email})`,
		sql`delete from seen_documents where kind = 'talent' and document_id = ${talentId}`,
		sql`update internship_comments set name = '' where account_id = ${accountId}`,
		sql`update internship_evaluations set name = null where account_id = ${accountId}`,
		sql`update reports set words = '', token_hash = null where account_id = ${accountId}
			or case_id in (select id from cases where talent_id = ${talentId})`,
		sql`update case_events set words = '' where (account_id = ${accountId} and step = 'appealed')
			or case_id in (select id from cases where talent_id = ${talentId})`,
		sql`update listing_versions set content = jsonb_set(content, '{createdBy}', 'null')
			where content ->> 'createdBy' = ${accountId}`
	];
	for (const statement of statements) await tx.execute(statement);
}

/**
 * The planner keeps samples of what columns hold: those of removed rows go with their tables' next statistics, which must
 * not be made before the index has let the profiles go.
 */
async function forgetStatistics(app: App, talentIds: readonly string[]): Promise<void> {
	await leaveIndex(app, talentIds);
	for (const table of new Set([...ownTables(), ...wordTables, ...indexTables])) {
		await app.sql.unsafe(`vacuum (analyze, skip_locked) ${table}`);
		await forgetOfEmpty(app, table);
	}
}

/** The index of people in PostgreSQL. */
const indexTables = ['talent_documents', 'talent_terms'];

/**
 * A table without rows keeps its last statistics, and so do columns that are not counted any more. From PostgreSQL 18 on
 * they can be taken away.
 */
async function forgetOfEmpty(app: App, table: string): Promise<void> {
	const [can] = await app.sql`select 1 where to_regproc('pg_clear_attribute_stats') is not null
		and (${indexTables.includes(table)} or not exists (select from ${app.sql(table)}))`;
	if (can)
		await app.sql`select pg_clear_attribute_stats(schemaname, tablename, attname, inherited) from pg_stats
			where schemaname = current_schema() and tablename = ${table}`;
}

/** Waits until the copy in PostgreSQL holds none of the profiles; another process may be the one that writes it. */
async function leaveIndex(app: App, talentIds: readonly string[]): Promise<void> {
	for (let tries = 0; tries < mostTries; tries++) {
		await feedCopy(app);
		const [left] = await app.sql`select 1 from search_outbox where kind = 'talent'
			and document_id = any(${[...talentIds]}::text[]) and stored < version and parked_at is null limit 1`;
		if (!left) return;
		await sleep(pause);
	}
}
/** Half a minute in all; what is stuck in the index then is a matter of its own. */
const [mostTries, pause] = [60, 500];
