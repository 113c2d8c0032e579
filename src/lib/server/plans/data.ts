// Reads of plans. Every read is given whose they are.
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { ApplicationState } from '#lib/applications/types.ts';
import { itemStateOf, type ItemState } from '#lib/plans/types.ts';
import { applications } from '#lib/server/applications/table.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { planItems, plans } from '#lib/server/plans/table.ts';
import { talents } from '#lib/server/talents/table.ts';

export type Plan = typeof plans.$inferSelect;

/** A person's plans, the latest first. */
export async function plansOf(db: Database | Transaction, talentId: string): Promise<Plan[]> {
	return db
		.select()
		.from(plans)
		.where(and(eq(plans.talentId, talentId), isNull(plans.deletedAt)))
		.orderBy(desc(plans.createdAt), asc(plans.id));
}

/** Roles that an account plans to reach, the latest first. */
export async function plannedRoles(db: Database, accountId: string): Promise<string[]> {
	const rows = await db
		.select({ id: plans.roleId })
		.from(plans)
		.innerJoin(talents, and(eq(talents.id, plans.talentId), eq(talents.accountId, accountId)))
		.where(isNull(plans.deletedAt))
		.orderBy(desc(plans.createdAt), asc(plans.id));
	return rows.map(({ id }) => id);
}

/**
 * The person's latest application for a listing; one that has not ended comes before any that has. What was done in an
 * earlier period of a base is not the one that is planned; a course teaches the same in each of its runs.
 */
const latestApplication = sql<ApplicationState | null>`(
	select a.state from ${applications} a
	where a.listing_id = ${planItems.listingId} and a.talent_id = ${plans.talentId}
		and not exists (select from base_periods p where p.id = a.period_id and p.starts_on < ${basePeriods.startsOn})
	order by a.state in ('rejected', 'declined', 'withdrawn', 'expired'), a.created_at desc, a.id limit 1
)`;

export type PlanItem = Awaited<ReturnType<typeof itemRows>>[number] & { state: ItemState };

/** The steps of plans in their order, with what their listings and runs are now. */
export async function itemsOf(db: Database | Transaction, planIds: string[]): Promise<PlanItem[]> {
	if (planIds.length === 0) return [];
	const rows = await itemRows(db, planIds);
	return rows.map((row) => ({ ...row, state: itemStateOf(row.done, row.application) }));
}

function itemRows(db: Database | Transaction, planIds: string[]) {
	return db
		.select({
			id: planItems.id,
			planId: planItems.planId,
			listingId: planItems.listingId,
			runId: planItems.runId,
			periodId: planItems.periodId,
			done: planItems.done,
			listingState: listings.state,
			validUntil: listings.validUntil,
			application: latestApplication,
			from: sql<string | null>`coalesce(${courseRuns.startsOn}, ${basePeriods.startsOn})::text`,
			to: sql<string | null>`coalesce(${courseRuns.endsOn}, ${basePeriods.endsOn})::text`,
			left: sql<
				number | null
			>`coalesce(${courseRuns.seats} - ${courseRuns.seatsTaken}, ${basePeriods.places} - ${basePeriods.placesTaken})::int`
		})
		.from(planItems)
		.innerJoin(plans, eq(plans.id, planItems.planId))
		.innerJoin(listings, eq(listings.id, planItems.listingId))
		.leftJoin(courseRuns, eq(courseRuns.id, planItems.runId))
		.leftJoin(basePeriods, eq(basePeriods.id, planItems.periodId))
		.where(inArray(planItems.planId, planIds))
		.orderBy(asc(planItems.planId), asc(planItems.position));
}

/** The person's plan for a role; undefined when there is none. */
export async function planFor(db: Database, accountId: string, roleId: string): Promise<Plan | undefined> {
	const [row] = await db
		.select({ plan: plans })
		.from(plans)
		.innerJoin(talents, and(eq(talents.id, plans.talentId), eq(talents.accountId, accountId)))
		.where(and(eq(plans.roleId, roleId), isNull(plans.deletedAt)));
	return row?.plan;
}
