// An agreement ends with the application it is about, and holds again when the completion is taken back.
import { and, desc, eq, ne } from 'drizzle-orm';
import { isOver, mayMoveAgreement } from '#lib/agreements/moves.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { App } from '#lib/server/app.ts';
import { agreementEvents, agreements } from '#lib/server/agreements/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';

export async function followApplication(
	app: App,
	tx: Transaction,
	applicationId: string,
	ended: ApplicationState
): Promise<void> {
	const own = and(eq(agreements.applicationId, applicationId), ne(agreements.state, 'cancelled'));
	const [agreement] = await tx.select().from(agreements).where(own).for('update');
	if (!agreement || isOver(agreement.state)) return;
	const { id: agreementId, state: fromState } = agreement;
	const last = ended === 'completed' ? ('completed' as const) : ('ended' as const);
	const toState = mayMoveAgreement(fromState, last, 'system') ? last : ('cancelled' as const);
	const event = { agreementId, fromState, toState, mover: 'system' as const, at: app.now() };
	await tx.insert(agreementEvents).values(event);
}

/** A completed agreement is again what it was before; call it while the application is still completed. */
export async function reopenAgreement(app: App, tx: Transaction, applicationId: string): Promise<void> {
	const own = and(eq(agreements.applicationId, applicationId), eq(agreements.state, 'completed'));
	const [agreement] = await tx.select().from(agreements).where(own).for('update');
	if (!agreement) return;
	const [last] = await tx
		.select({ from: agreementEvents.fromState })
		.from(agreementEvents)
		.where(eq(agreementEvents.agreementId, agreement.id))
		.orderBy(desc(agreementEvents.position))
		.limit(1);
	const toState = last?.from === 'amending' ? ('amending' as const) : ('signed' as const);
	const move = { fromState: 'completed', toState, mover: 'system', at: app.now() } as const;
	await tx.insert(agreementEvents).values({ agreementId: agreement.id, ...move });
}
