// Closes an account, and opens it again. From the commit on nobody is signed in with it, nobody can sign in, and what it
// shows of the person is out of sight: every read looks at `suspendedAt`. Records that belong to others as well (an
// internship, a place in a course, an agreement) stay with them; what an organization has published stays the
// organization's, which is frozen by a case and not by this.
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { accountById } from '#lib/server/accounts/data.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import { accounts, sessions, tokens } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { suspendedLetter, suspensionLiftedLetter } from '#lib/server/moderation/letters.ts';
import { suspensions } from '#lib/server/moderation/table.ts';
import { erasures } from '#lib/server/privacy/table.ts';
import { markTalents } from '#lib/server/search/outbox.ts';
import { talents } from '#lib/server/talents/table.ts';

/** Rows of the list. */
const listMost = 100;

/** An account as operators see it: whose it is, whether it is closed, and when and why it was. */
export async function accountForOperators(app: App, actor: Actor | undefined, id: string) {
	requireOperator(actor);
	const account = await accountById(app.db, id);
	if (!account) throw new Refusal('notFound');
	const { id: row, reason, suspendedAt: from, liftReason, liftedAt } = suspensions;
	const history = await app.db
		.select({ id: row, reason, suspendedAt: from, liftReason, liftedAt })
		.from(suspensions)
		.where(eq(suspensions.accountId, id))
		.orderBy(desc(suspensions.suspendedAt), desc(suspensions.id));
	const leaving = (await app.db.$count(erasures, eq(erasures.accountId, id))) > 0;
	const { email, createdAt, suspendedAt, isOperator } = account;
	return {
		...{ id, email, since: createdAt, suspendedAt, isOperator, leaving, own: id === actor.accountId },
		history
	};
}

/** The accounts that are closed now, the latest first. */
export async function suspendedAccounts(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	const { reason, suspendedAt } = suspensions;
	return app.db
		.select({ id: accounts.id, email: accounts.email, reason, suspendedAt })
		.from(suspensions)
		.innerJoin(accounts, eq(accounts.id, suspensions.accountId))
		.where(isNull(suspensions.liftedAt))
		.orderBy(desc(suspendedAt), desc(suspensions.id))
		.limit(listMost);
}

/** @throws Refusal notFound, confirmFirst, notNow (closed already, or one's own) */
export async function suspend(
	app: App,
	actor: Actor | undefined,
	accountId: string,
	reason: string
): Promise<void> {
	requireOperator(actor);
	requireRecent(actor);
	await app.db.transaction(async (tx) => {
		const account = await lockAccount(tx, accountId);
		if (account.suspendedAt || accountId === actor.accountId) throw new Refusal('notNow');
		const by = { suspendedBy: actor.accountId, suspendedAt: app.now() };
		await tx.insert(suspensions).values({ accountId, reason, ...by });
		await setSuspended(tx, accountId, app.now());
		await tx.delete(sessions).where(eq(sessions.accountId, accountId));
		await tx.delete(tokens).where(eq(tokens.accountId, accountId));
		await record(app, tx, actor, { act: 'account.suspended', subject: `account:${accountId}`, reason });
		await sendMail(tx, suspendedLetter(account, reason));
	});
}

/** @throws Refusal notFound, confirmFirst, notNow (not closed by an operator) */
export async function liftSuspension(
	app: App,
	actor: Actor | undefined,
	accountId: string,
	reason: string
): Promise<void> {
	requireOperator(actor);
	requireRecent(actor);
	await app.db.transaction(async (tx) => {
		const account = await lockAccount(tx, accountId);
		const standing = and(eq(suspensions.accountId, accountId), isNull(suspensions.liftedAt));
		const by = { liftReason: reason, liftedBy: actor.accountId, liftedAt: app.now() };
		const lifted = await tx.update(suspensions).set(by).where(standing).returning({ id: suspensions.id });
		// Whoever has asked to be erased is on the way out, whatever operators think.
		const leaving = (await tx.$count(erasures, eq(erasures.accountId, accountId))) > 0;
		if (lifted.length === 0 || leaving) throw new Refusal('notNow');
		await setSuspended(tx, accountId, null);
		await record(app, tx, actor, { act: 'account.lifted', subject: `account:${accountId}`, reason });
		await sendMail(tx, suspensionLiftedLetter(account, reason));
	});
}

async function lockAccount(tx: Transaction, id: string) {
	const [account] = await tx.select().from(accounts).where(eq(accounts.id, id)).for('update');
	if (!account) throw new Refusal('notFound');
	return account;
}

/** With the profile's place in the index, which it loses or gets back. */
async function setSuspended(tx: Transaction, accountId: string, suspendedAt: Date | null): Promise<void> {
	const version = sql`${accounts.version} + 1`;
	await tx.update(accounts).set({ suspendedAt, version }).where(eq(accounts.id, accountId));
	const profiles = await tx
		.update(talents)
		.set({ version: sql`${talents.version} + 1` })
		.where(eq(talents.accountId, accountId))
		.returning({ id: talents.id });
	await markTalents(
		tx,
		profiles.map(({ id }) => id)
	);
}
