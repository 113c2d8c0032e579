// The one way an application moves: checked against the table of moves, written as an event, with the seat or place
// it takes or frees, all in the caller's transaction.
import { and, eq } from 'drizzle-orm';
import { mayMove, type Mover } from '#lib/applications/moves.ts';
import { holdingStates, isEnded, type ApplicationState } from '#lib/applications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { freePlace, lockSlot, nextWaiting, takePlace } from '#lib/server/applications/places.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import { tellMoved } from '#lib/server/applications/tell.ts';
import type { Transaction } from '#lib/server/db/client.ts';

export type Application = typeof applications.$inferSelect;
export type MoveTo = {
	to: ApplicationState;
	mover: Mover;
	accountId?: string | undefined;
	reason?: string;
	meetsAt?: Date | null;
	place?: string | null;
};

/**
 * Locks an application for a move: first the run or period it asks for, then itself, so that two moves around one
 * place never wait for each other in a ring. Undefined when it does not exist.
 */
export async function lockApplication(tx: Transaction, id: string): Promise<Application | undefined> {
	const [asked] = await tx
		.select({ runId: applications.runId, periodId: applications.periodId })
		.from(applications)
		.where(eq(applications.id, id));
	if (!asked) return undefined;
	await lockSlot(tx, asked);
	const [application] = await tx.select().from(applications).where(eq(applications.id, id)).for('update');
	return application;
}

/**
 * Moves a locked application and tells the other side. Refuses with `notNow` what the table of moves does not allow
 * and a place where none is left. A place that becomes free goes to the next who waits.
 */
export async function moveApplication(
	app: App,
	tx: Transaction,
	application: Application,
	move: MoveTo
): Promise<void> {
	const { id, kind, state } = application;
	const { to, mover, accountId, reason = '', meetsAt = null, place = null } = move;
	if (!mayMove(kind, state, to, mover)) {
		const key = isEnded(state) ? 'applications_error_ended' : 'applications_error_move';
		throw new Refusal('notNow', { '': key });
	}
	const held = holdingStates.includes(state);
	const holds = holdingStates.includes(to);
	if (holds && !held && !(await takePlace(tx, application)))
		throw new Refusal('notNow', { '': 'applications_error_full' });
	const row = { applicationId: id, kind, fromState: state, toState: to, mover, reason, meetsAt, place };
	await tx.insert(applicationEvents).values({ ...row, accountId: accountId ?? null, at: app.now() });
	// Who never saw it hears nothing of its end.
	if (!application.heldUntil) await tellMoved(app, tx, application, { to, mover });
	// Whoever completes keeps the seat that was theirs.
	if (held && !holds && to !== 'completed') {
		await freePlace(tx, application);
		await moveUp(app, tx, application);
	}
}

/** Lets those who wait move up after a listing's runs or periods have grown. */
export async function fillPlaces(app: App, tx: Transaction, listingId: string): Promise<void> {
	const waiting = await tx
		.selectDistinct({ runId: applications.runId, periodId: applications.periodId })
		.from(applications)
		.where(and(eq(applications.listingId, listingId), eq(applications.state, 'waiting')));
	for (const slot of waiting) {
		await lockSlot(tx, slot);
		await moveUp(app, tx, slot);
	}
}

type Slot = Pick<Application, 'runId' | 'periodId'>;

/** Gives free places to those who wait, in the order in which they came. The run or period must be locked. */
export async function moveUp(app: App, tx: Transaction, slot: Slot): Promise<void> {
	for (;;) {
		const next = await nextWaiting(tx, slot, app.now());
		if (!next) return;
		await moveApplication(app, tx, next, { to: 'admitted', mover: 'system' });
	}
}
