// Seats of runs and places of periods: counted by the rows themselves, under a lock, and never above what there is. Of a
// period, some places may be kept for the students of a school (bases/table.ts); the others are for everybody else.
import { and, asc, eq, sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { applications } from '#lib/server/applications/table.ts';
import { basePeriods, baseShares } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { internships } from '#lib/server/internships/table.ts';

type Slot = { runId: string | null; periodId: string | null };
/** Whose place it is: an application's, which may be one of a school's. */
type Asked = Slot & { id: string };

/** Makes everybody who wants to count this run's or period's places wait. */
export async function lockSlot(tx: Transaction, { runId, periodId }: Slot): Promise<void> {
	if (runId) await tx.execute(sql`select from ${courseRuns} where id = ${runId} for update`);
	if (periodId) await tx.execute(sql`select from ${basePeriods} where id = ${periodId} for update`);
}

/** The school whose places an application for a period takes; null for the places that are for everybody. */
export async function poolOf(tx: Transaction, { id, periodId }: Asked): Promise<string | null> {
	if (!periodId) return null;
	const [share] = await tx
		.select({ school: baseShares.organizationId })
		.from(internships)
		.innerJoin(baseShares, eq(baseShares.organizationId, internships.schoolId))
		.where(and(eq(internships.applicationId, id), eq(baseShares.periodId, periodId)));
	return share?.school ?? null;
}

/** Whose places a period has: everybody's (null), and those of each school for which some are kept. */
export async function poolsOf(tx: Transaction, periodId: string | null): Promise<(string | null)[]> {
	if (!periodId) return [null];
	const shares = await tx.select().from(baseShares).where(eq(baseShares.periodId, periodId));
	return [null, ...shares.map(({ organizationId }) => organizationId)];
}

const sharesOf = (periodId: string, sum: 'places' | 'places_taken') =>
	sql`(select coalesce(sum(${sql.raw(sum)}), 0) from ${baseShares} where period_id = ${periodId})`;

/** Whether the places of a period that are for everybody have one left. */
const openToAll = (periodId: string) => sql`
	places_taken - ${sharesOf(periodId, 'places_taken')} < places - ${sharesOf(periodId, 'places')}`;

/** Takes a seat or place; false when none is left. A listing without runs has no end of places. */
export async function takePlace(tx: Transaction, asked: Asked): Promise<boolean> {
	const { runId, periodId } = asked;
	if (runId) {
		const taken = await tx
			.update(courseRuns)
			.set({ seatsTaken: sql`${courseRuns.seatsTaken} + 1` })
			.where(and(eq(courseRuns.id, runId), sql`${courseRuns.seatsTaken} < ${courseRuns.seats}`))
			.returning({ id: courseRuns.id });
		return taken.length > 0;
	}
	if (!periodId || !(await hasPlace(tx, asked))) return !periodId;
	const school = await poolOf(tx, asked);
	await countPlaces(tx, periodId, school, 1);
	return true;
}

export async function freePlace(tx: Transaction, asked: Asked): Promise<void> {
	const { runId, periodId } = asked;
	if (runId)
		await tx
			.update(courseRuns)
			.set({ seatsTaken: sql`greatest(${courseRuns.seatsTaken} - 1, 0)` })
			.where(eq(courseRuns.id, runId));
	if (periodId) await countPlaces(tx, periodId, await poolOf(tx, asked), -1);
}

/** Adds to or takes from what is taken of a period and, where the place is a school's, of its share. */
export async function countPlaces(
	tx: Transaction,
	periodId: string,
	school: string | null,
	by: 1 | -1
): Promise<void> {
	await tx
		.update(basePeriods)
		.set({ placesTaken: sql`greatest(${basePeriods.placesTaken} + ${by}, 0)` })
		.where(eq(basePeriods.id, periodId));
	if (school)
		await tx
			.update(baseShares)
			.set({ placesTaken: sql`greatest(${baseShares.placesTaken} + ${by}, 0)` })
			.where(and(eq(baseShares.periodId, periodId), eq(baseShares.organizationId, school)));
}

/** Whether a place is left for this application; true where places are not counted. */
export async function hasPlace(tx: Transaction, asked: Asked): Promise<boolean> {
	return hasPlaceIn(tx, asked, await poolOf(tx, asked));
}

/** The same by whose places they are. */
async function hasPlaceIn(
	tx: Transaction,
	{ runId, periodId }: Slot,
	school: string | null
): Promise<boolean> {
	const [row] = await tx.execute<{ left: boolean }>(sql`
		select exists (select from ${courseRuns} where id = ${runId} and seats_taken < seats)
			or exists (select from ${basePeriods} where id = ${periodId} and places_taken < places
				and ${
					school
						? sql`exists (select from ${baseShares} where period_id = ${periodId}
							and organization_id = ${school} and places_taken < places)`
						: openToAll(periodId ?? '')
				})
			or ${runId === null && periodId === null} as left`);
	return row?.left ?? false;
}

/** Those whose places are the school's, or nobody's in particular. */
const inPool = (periodId: string, school: string | null) => {
	const stated = sql`select ${internships.schoolId} from ${internships} where application_id = ${applications.id}`;
	return school
		? sql`(${stated}) = ${school}`
		: sql`not exists (select from ${baseShares} where period_id = ${periodId} and organization_id = (${stated}))`;
};

/**
 * Who moves up next, locked: the first of the waiting list for these places (a school's, or everybody's), while one is
 * free and the run or period has not ended. Somebody who leaves the list at this very moment is waited for and passed
 * over.
 */
export async function nextWaiting(tx: Transaction, slot: Slot, school: string | null, now: Date) {
	const today = dayInNanjing(now);
	const { runId, periodId } = slot;
	const ofSlot = runId
		? eq(applications.runId, runId)
		: and(eq(applications.periodId, periodId ?? ''), inPool(periodId ?? '', school));
	const waiting = and(ofSlot, eq(applications.state, 'waiting'));
	const [current] = await tx.execute<{ going: boolean }>(sql`
		select exists (select from ${courseRuns} where id = ${runId} and ends_on >= ${today}::date)
			or exists (select from ${basePeriods} where id = ${periodId} and ends_on >= ${today}::date) as going`);
	if (!current?.going || !(await hasPlaceIn(tx, slot, school))) return undefined;
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
