// The one way an application moves: checked against the table of moves, written as an event, with the seat or place
// it takes or frees, all in the caller's transaction.
import { and, eq, notInArray, sql } from 'drizzle-orm';
import { mayMove, type Mover, type Track } from '#lib/applications/moves.ts';
import { endedStates, isEnded, keepingStates, type ApplicationState } from '#lib/applications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { followApplication, reopenAgreement } from '#lib/server/agreements/follow.ts';
import {
	freePlace,
	hasPlace,
	lockSlot,
	nextWaiting,
	poolOf,
	poolsOf,
	takePlace
} from '#lib/server/applications/places.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import { tellMoved } from '#lib/server/applications/tell.ts';
import { offerCertificate, taughtBy } from '#lib/server/certificates/offer.ts';
import { withdrawCertificate } from '#lib/server/certificates/withdraw.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { offerIfDone } from '#lib/server/internships/evaluate.ts';
import { isInternship, requireReady } from '#lib/server/internships/start.ts';

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
	const track = await trackOf(tx, application);
	if (!mayMove(track, state, to, mover)) {
		const key = isEnded(state) ? 'applications_error_ended' : 'applications_error_move';
		throw new Refusal('notNow', { '': key });
	}
	if (state === 'completed') await takeBack(app, tx, application, reason);
	if ((kind === 'base' && to === 'enrolled') || to === 'hired') await requireReady(tx, id);
	const held = keepingStates.includes(state);
	const holds = keepingStates.includes(to);
	if (holds && !held && !(await takePlace(tx, application)))
		throw new Refusal('notNow', { '': 'applications_error_full' });
	const row = { applicationId: id, kind, fromState: state, toState: to, mover, reason, meetsAt, place };
	await tx.insert(applicationEvents).values({ ...row, accountId: accountId ?? null, at: app.now() });
	// Who never saw it hears nothing of its end.
	if (!application.heldUntil) await tellMoved(app, tx, application, { to, mover });
	if (kind === 'course' && to === 'completed')
		await offerCertificate(app, tx, kind, application, await taughtBy(tx, application.listingId));
	// A job begins with the agreement about it; whatever else ends, ends it too.
	if (kind !== 'course' && isEnded(to) && to !== 'hired') await followApplication(app, tx, id, to);
	if (kind !== 'course' && to === 'completed') await offerIfDone(app, tx, id);
	if (held && !holds) {
		await freePlace(tx, application);
		await moveUp(app, tx, application, await poolOf(tx, application));
	}
}

/** By which table it moves. Only after hiring does it make a difference whether a role is an internship. */
export async function trackOf(
	tx: Transaction,
	{ id, kind, state }: Pick<Application, 'id' | 'kind' | 'state'>
): Promise<Track> {
	if (kind !== 'role' || !isEnded(state)) return kind;
	return (await isInternship(tx, id)) ? 'internship' : kind;
}

/**
 * Takes back that somebody has completed: the certificate is withdrawn, and the agreement holds again. Refuses with
 * `notNow` who has applied again meanwhile, and beside the words what the person has agreed to and nobody explains.
 */
async function takeBack(app: App, tx: Transaction, application: Application, reason: string) {
	const { id, kind, talentId, listingId, runId, periodId } = application;
	// Of a role that goes back to hired one may have another application.
	const again =
		kind !== 'role' &&
		(await tx.$count(
			applications,
			and(
				eq(applications.talentId, talentId),
				eq(applications.listingId, listingId),
				sql`${applications.runId} is not distinct from ${runId}`,
				sql`${applications.periodId} is not distinct from ${periodId}`,
				notInArray(applications.state, [...endedStates])
			)
		));
	if (again) throw new Refusal('notNow', { '': 'applications_error_again' });
	await withdrawCertificate(app, tx, id, reason);
	await reopenAgreement(app, tx, id);
}

/** Lets those who wait move up after a listing's runs or periods have grown. */
export async function fillPlaces(app: App, tx: Transaction, listingId: string): Promise<void> {
	const waiting = await tx
		.selectDistinct({ runId: applications.runId, periodId: applications.periodId })
		.from(applications)
		.where(and(eq(applications.listingId, listingId), eq(applications.state, 'waiting')));
	for (const slot of waiting) {
		await lockSlot(tx, slot);
		for (const school of await poolsOf(tx, slot.periodId)) await moveUp(app, tx, slot, school);
	}
}

/** What an answer of the organization comes to: admitting to a full run or period puts the person on its waiting list. */
export async function answerState(
	tx: Transaction,
	application: Application,
	answer: ApplicationState
): Promise<ApplicationState> {
	const asks = answer === 'admitted' && application.state !== 'waiting';
	return asks && !(await hasPlace(tx, application)) ? 'waiting' : answer;
}

type Slot = Pick<Application, 'runId' | 'periodId'>;

/**
 * Gives free places to those who wait, in the order in which they came: a school's places, or those for everybody. The
 * run or period must be locked.
 */
export async function moveUp(
	app: App,
	tx: Transaction,
	slot: Slot,
	school: string | null = null
): Promise<void> {
	for (;;) {
		const next = await nextWaiting(tx, slot, school, app.now());
		if (!next) return;
		await moveApplication(app, tx, next, { to: 'admitted', mover: 'system' });
	}
}
