// Seats of runs and places of periods: counted by the rows themselves, under a lock, and never above what there is.
import { and, asc, eq, sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { applications } from '#lib/server/applications/table.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';

type Slot = { runId: string | null; periodId: string | null };

/** Makes everybody who wants to count this run's or period's places wait. */
export async function lockSlot(tx: Transaction, { runId, periodId }: Slot): Promise<void> {
	if (runId) await tx.execute(sql`select from ${courseRuns} where id = ${runId} for update`);
	if (periodId) await tx.execute(sql`select from ${basePeriods} where id = ${periodId} for update`);
}

/** Takes a seat or place; false when none is left. A listing without runs has no end of places. */
export async function takePlace(tx: Transaction, { runId, periodId }: Slot): Promise<boolean> {
	if (runId) {
		const taken = await tx
			.update(courseRuns)
			.set({ seatsTaken: sql`${courseRuns.seatsTaken} + 1` })
			.where(and(eq(courseRuns.id, runId), sql`${courseRuns.seatsTaken} < ${courseRuns.seats}`))
			.returning({ id: courseRuns.id });
		return taken.length > 0;
	}
	if (!periodId) return true;
	const taken = await tx
		.update(basePeriods)
		.set({ placesTaken: sql`${basePeriods.placesTaken} + 1` })
		.where(and(eq(basePeriods.id, periodId), sql`${basePeriods.placesTaken} < ${basePeriods.places}`))
		.returning({ id: basePeriods.id });
	return taken.length > 0;
}

export async function freePlace(tx: Transaction, { runId, periodId }: Slot): Promise<void> {
	if (runId)
		await tx
			.update(courseRuns)
			.set({ seatsTaken: sql`greatest(${courseRuns.seatsTaken} - 1, 0)` })
			.where(eq(courseRuns.id, runId));
	if (periodId)
		await tx
			.update(basePeriods)
			.set({ placesTaken: sql`greatest(${basePeriods.placesTaken} - 1, 0)` })
			.where(eq(basePeriods.id, periodId));
}

/** Whether a place is left; true where places are not counted. */
export async function hasPlace(tx: Transaction, { runId, periodId }: Slot): Promise<boolean> {
	const [row] = await tx.execute<{ left: boolean }>(sql`
		select exists (select from ${courseRuns} where id = ${runId} and seats_taken < seats)
			or exists (select from ${basePeriods} where id = ${periodId} and places_taken < places)
			or ${runId === null && periodId === null} as left`);
	return row?.left ?? false;
}

/**
 * Who moves up next, locked: the first of the waiting list, while a place is free and the run or period has not
 * ended. Somebody who leaves the list at this very moment is waited for and passed over.
 */
export async function nextWaiting(tx: Transaction, slot: Slot, now: Date) {
	const today = dayInNanjing(now);
	const { runId, periodId } = slot;
	const ofSlot = runId ? eq(applications.runId, runId) : eq(applications.periodId, periodId ?? '');
	const waiting = and(ofSlot, eq(applications.state, 'waiting'));
	const [current] = await tx.execute<{ going: boolean }>(sql`
		select exists (select from ${courseRuns} where id = ${runId} and ends_on >= ${today}::date)
			or exists (select from ${basePeriods} where id = ${periodId} and ends_on >= ${today}::date) as going`);
	if (!current?.going || !(await hasPlace(tx, slot))) return undefined;
	for (;;) {
		const [next] = await tx
			.select()
			.from(applications)
			.where(waiting)
			.orderBy(asc(applications.movedAt), asc(applications.id))
			.limit(1)
			.for('update');
		if (next) return next;
		// The one that was first has just left: look whether others wait.
		if ((await tx.$count(applications, waiting)) === 0) return undefined;
	}
}
