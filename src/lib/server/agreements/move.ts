// The one way an agreement moves: checked against the table of moves and written as an event, in the caller's transaction;
// the other parties are told.
import { eq } from 'drizzle-orm';
import { isOver, mayMoveAgreement, type AgreementMover } from '#lib/agreements/moves.ts';
import type { AgreementState } from '#lib/agreements/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { agreementEvents, agreements } from '#lib/server/agreements/table.ts';
import { tellAgreement } from '#lib/server/agreements/tell.ts';
import type { Transaction } from '#lib/server/db/client.ts';

export type Agreement = typeof agreements.$inferSelect;
type Move = { to: AgreementState; mover: AgreementMover; accountId?: string | undefined; reason?: string };

export async function lockAgreement(tx: Transaction, id: string): Promise<Agreement | undefined> {
	const [row] = await tx.select().from(agreements).where(eq(agreements.id, id)).for('update');
	return row;
}

/** Moves a locked agreement. Refuses with `notNow` what the table of moves does not allow. */
export async function moveAgreement(
	app: App,
	tx: Transaction,
	agreement: Agreement,
	{ to, mover, accountId, reason = '' }: Move
): Promise<void> {
	const { id: agreementId, state: fromState } = agreement;
	if (!mayMoveAgreement(fromState, to, mover)) {
		const key = isOver(fromState) ? 'agreements_error_over' : 'agreements_error_move';
		throw new Refusal('notNow', { '': key });
	}
	const event = { agreementId, fromState, toState: to, mover, reason, at: app.now() };
	await tx.insert(agreementEvents).values({ ...event, accountId: accountId ?? null });
	await tellAgreement(app, tx, agreement, { to, mover });
}
