// Looking at the site as somebody, to understand what they see: an operator gives a reason and a fresh second factor, sees
// the account's pages for half an hour at most and changes nothing, and the person is told who may look and why. Every
// page that is seen goes into the log of operators. What a session shows meanwhile is decided by accounts/session.ts,
// what is refused by web/acting.ts.
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { ActingInput } from '#lib/acting/schema.ts';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { checkCode, factorsOf } from '#lib/server/accounts/factor.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { accounts, sessions } from '#lib/server/accounts/table.ts';
import { actings } from '#lib/server/acting/table.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import { notify } from '#lib/server/notifications/service.ts';

/** How long it lasts at most (ms). */
export const actingTime = 30 * 60_000;
/** Without an authenticator app, how long ago the operator may have shown who they are (ms). */
const freshTime = 5 * 60_000;
/** Times that a person sees of their account. */
const shownMost = 50;

/**
 * Begins it for the operator's session.
 * @throws Refusal notFound, notNow (oneself, an operator, a closed account), invalid (code), confirmFirst, tooMany
 */
export async function startActing(
	app: App,
	actor: Actor | undefined,
	accountId: string,
	{ reason, code }: ActingInput
): Promise<void> {
	requireOperator(actor);
	if (actor.acting) throw new Refusal('notFound');
	const [account] = await app.db.select().from(accounts).where(eq(accounts.id, accountId));
	if (!account) throw new Refusal('notFound');
	if (account.id === actor.accountId || account.isOperator || account.suspendedAt)
		throw new Refusal('notNow');
	await requireFresh(app, actor, code);
	const startedAt = app.now();
	await app.db.transaction(async (tx) => {
		await tx.update(actings).set({ sessionHash: null }).where(eq(actings.sessionHash, actor.sessionHash));
		const [row] = await tx
			.insert(actings)
			.values({
				...{ sessionHash: actor.sessionHash, operatorId: actor.accountId, accountId, reason },
				...{ startedAt, endsAt: new Date(startedAt.getTime() + actingTime) }
			})
			.returning({ id: actings.id });
		await record(app, tx, actor, { act: 'acting.started', subject: `account:${accountId}`, reason });
		await notify(app, tx, [accountId], row!.id, { kind: 'lookedAt', data: { reason } });
	});
}

/** A code of the app at this moment; whoever has only a passkey or, in the demo, none has just confirmed otherwise. */
async function requireFresh(app: App, actor: Actor, code: string | null): Promise<void> {
	if ((await factorsOf(app.db, actor.accountId)).app)
		return checkCode(app, actor.accountId, code ?? '', true);
	const [session] = await app.db
		.select({ confirmedAt: sessions.confirmedAt })
		.from(sessions)
		.where(eq(sessions.idHash, actor.sessionHash));
	const age = session ? app.now().getTime() - session.confirmedAt.getTime() : Infinity;
	if (age > freshTime) throw new Refusal('confirmFirst');
}

/** Ends it before its time; returns whose pages were seen. @throws Refusal notFound when it is over already */
export async function stopActing(app: App, actor: Actor | undefined): Promise<string> {
	const acting = actor?.acting;
	if (!acting) throw new Refusal('notFound');
	return app.db.transaction(async (tx) => {
		const [row] = await tx
			.update(actings)
			.set({ endedAt: app.now(), sessionHash: null })
			.where(and(eq(actings.id, acting.id), isNull(actings.endedAt)))
			.returning({ accountId: actings.accountId });
		if (!row) throw new Refusal('notFound');
		const subject = `account:${row.accountId}`;
		await record(app, tx, { accountId: acting.operatorId }, { act: 'acting.stopped', subject });
		return row.accountId;
	});
}

/** Writes down that the operator asks for a page. `place` is its route with ids, without words. */
export async function recordSeen(app: App, { acting }: Actor, place: string): Promise<void> {
	if (acting)
		await record(app, app.db, { accountId: acting.operatorId }, { act: 'acting.saw', subject: place });
}

/** When and why operators looked at the site as the actor, the latest first. */
export async function lookedAt(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const { id, reason, startedAt, endsAt, endedAt } = actings;
	const rows = await app.db
		.select({ id, reason, startedAt, endsAt, endedAt })
		.from(actings)
		.where(eq(actings.accountId, actor.accountId))
		.orderBy(desc(startedAt), id)
		.limit(shownMost);
	return rows.map(({ endsAt, endedAt, ...row }) => ({ ...row, until: endedAt ?? endsAt }));
}
