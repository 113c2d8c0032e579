// What a person hands in as proof of studies, what an operator decides after reading it at the national service, and
// how it ends.
import { and, asc, eq, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ProofDecision, ProofInput } from '#lib/proofs/schema.ts';
import type { ProofNews } from '#lib/proofs/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { notify } from '#lib/server/notifications/service.ts';
import { ownProofs } from '#lib/server/proofs/data.ts';
import { studyProofs } from '#lib/server/proofs/table.ts';
import { talentOf } from '#lib/server/talents/data.ts';
import { talents } from '#lib/server/talents/table.ts';

const day = 86_400_000;
/** Days before the end on which the person is told. */
const noticeDays = 14;
/** Longest time (days) that something counts without being looked at again. */
const longestDays = 3 * 366;
/** Rows of the queue. */
const queueMost = 100;

export async function myProofs(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	return talent ? ownProofs(app.db, talent.id) : [];
}

/** @throws Refusal signInFirst, notNow (without a profile), alreadyExists (one of the kind waits) */
export async function handInProof(app: App, actor: Actor | undefined, input: ProofInput): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notNow', { '': 'proofs_error_profile' });
	const row = { talentId: talent.id, ...input, createdAt: app.now() };
	await app.db
		.insert(studyProofs)
		.values(row)
		.catch((error: unknown) => {
			if (!isUniqueViolation(error, 'study_proofs_waiting')) throw error;
			throw new Refusal('alreadyExists', { '': 'proofs_error_waiting' });
		});
}

/** Takes back what waits, and takes away what counts or has ended. @throws Refusal signInFirst, notFound */
export async function removeProof(app: App, actor: Actor | undefined, id: string): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	const own = and(eq(studyProofs.id, id), eq(studyProofs.talentId, talent?.id ?? ''));
	const gone = await app.db.delete(studyProofs).where(own).returning({ id: studyProofs.id });
	if (gone.length === 0) throw new Refusal('notFound');
}

/** What waits for an operator, the oldest first, without people whose account is closed. */
export async function proofQueue(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	const { id, kind, degree, school, name, code, createdAt } = studyProofs;
	const rows = await app.db
		.select({ id, kind, degree, school, name, code, createdAt, accountId: talents.accountId })
		.from(studyProofs)
		.innerJoin(talents, eq(talents.id, studyProofs.talentId))
		.innerJoin(accounts, eq(accounts.id, talents.accountId))
		.where(and(eq(studyProofs.state, 'waiting'), isNull(accounts.suspendedAt)))
		.orderBy(asc(createdAt), asc(id))
		.limit(queueMost);
	return rows.map(({ accountId, ...row }) => ({ ...row, own: accountId === actor.accountId }));
}

/**
 * What the operator has read at the service. The name and the code go at once; an earlier proof of the same kind gives
 * way. @throws Refusal notFound, confirmFirst, invalid (day), notNow (decided, or one's own)
 */
export async function decideProof(
	app: App,
	actor: Actor | undefined,
	{ id, decision, expiresOn, reason }: ProofDecision
): Promise<void> {
	requireOperator(actor);
	requireRecent(actor);
	const verified = decision === 'verified';
	if (verified && !isLater(app, expiresOn!)) throw new Refusal('invalid', { expiresOn: 'proofs_error_day' });
	await app.db.transaction(async (tx) => {
		const [found] = await tx.select().from(studyProofs).where(eq(studyProofs.id, id)).for('update');
		if (!found) throw new Refusal('notFound');
		const [talent] = await tx.select().from(talents).where(eq(talents.id, found.talentId));
		if (found.state !== 'waiting' || talent!.accountId === actor.accountId) throw new Refusal('notNow');
		if (verified)
			await tx
				.delete(studyProofs)
				.where(
					and(
						eq(studyProofs.talentId, found.talentId),
						eq(studyProofs.kind, found.kind),
						ne(studyProofs.id, id)
					)
				);
		const outcome = verified ? { expiresOn } : { reason };
		const decided = { state: decision, decidedAt: app.now(), decidedBy: actor.accountId };
		await tx
			.update(studyProofs)
			.set({ name: null, code: null, ...decided, ...outcome })
			.where(eq(studyProofs.id, id));
		await record(app, tx, actor, { act: `proof.${decision}`, subject: `proof:${id}`, reason });
		await tell(app, tx, talent!.accountId, found, decision);
	});
}

function isLater(app: App, expiresOn: string): boolean {
	const [first, last] = [1, longestDays].map((days) =>
		dayInNanjing(new Date(app.now().getTime() + days * day))
	);
	return expiresOn >= first! && expiresOn <= last!;
}

/** Tells of what ends soon, and ends what is over; returns how many ended. For a daily job. */
export async function expireProofs(app: App): Promise<number> {
	const today = dayInNanjing(app.now());
	const soon = dayInNanjing(new Date(app.now().getTime() + noticeDays * day));
	return app.db.transaction(async (tx) => {
		const counting = eq(studyProofs.state, 'verified');
		const ending = and(counting, sql`${studyProofs.expiresOn} between ${today}::date and ${soon}::date`);
		for (const row of await withAccounts(tx, ending)) await tell(app, tx, row.accountId, row.proof, 'ending');
		const over = and(counting, lt(studyProofs.expiresOn, today));
		const rows = await withAccounts(tx, over);
		await tx.update(studyProofs).set({ state: 'expired' }).where(over);
		for (const row of rows) await tell(app, tx, row.accountId, row.proof, 'expired');
		return rows.length;
	});
}

const withAccounts = (tx: Transaction, where: ReturnType<typeof and>) =>
	tx
		.select({ accountId: talents.accountId, proof: studyProofs })
		.from(studyProofs)
		.innerJoin(talents, eq(talents.id, studyProofs.talentId))
		.where(where)
		.orderBy(asc(studyProofs.id));

type Row = typeof studyProofs.$inferSelect;
const tell = (app: App, tx: Transaction, accountId: string, { id, kind }: Row, news: ProofNews) =>
	notify(app, tx, [accountId], `${id}:${news}`, { kind: 'studyProof', data: { kind, news } });
