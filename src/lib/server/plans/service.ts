// Decisions and writes about plans: save a pathway, work it out again, say that a step is done, remove and take back.
import { and, eq, isNull, lt } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { taught, type Offer, type PathwayChoice, type Step } from '#lib/matching/pathway.ts';
import { plansMax } from '#lib/plans/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { roleToMatch } from '#lib/server/matching/data.ts';
import { offeringsByIds } from '#lib/server/matching/offerings.ts';
import { chosenPath } from '#lib/server/matching/pathway.ts';
import { personOf } from '#lib/server/matching/person.ts';
import { itemsOf, planFor, plansOf, type PlanItem } from '#lib/server/plans/data.ts';
import { planItems, plans } from '#lib/server/plans/table.ts';
import { talents } from '#lib/server/talents/table.ts';
import { talentOf } from '#lib/server/talents/data.ts';

/** Days in which a removed plan can be taken back. */
const deletedDays = 1;

/**
 * Saves the pathway to a role as the actor's plan, or works an existing plan for it out again; returns its id. Steps
 * that are done or applied for stay. Refuses with `notNow` when no step would help, or beyond the limit of a person.
 */
export async function savePlan(
	app: App,
	actor: Actor | undefined,
	{ roleId, choice }: { roleId: string; choice: PathwayChoice }
): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	const [card] = await listingCards(app.db, [roleId], dayInNanjing(app.now()), 'shown');
	if (card?.kind !== 'role') throw new Refusal('notFound');
	const before = await planFor(app.db, actor.accountId, roleId);
	const kept = before ? (await itemsOf(app.db, [before.id])).filter(({ state }) => state !== 'planned') : [];
	const steps = await newSteps(app, actor, roleId, choice, kept);
	if (kept.length + steps.length === 0) throw new Refusal('notNow', { '': 'plans_error_nothing' });
	try {
		return await app.db.transaction((tx) => store(app, tx, actor, { roleId, choice }, kept, steps));
	} catch (error) {
		// Saved at the same moment in another window.
		if (isUniqueViolation(error)) throw new Refusal('changedElsewhere');
		throw error;
	}
}

/** The same for a plan by its id, by what it was chosen by. */
export async function renewPlan(app: App, actor: Actor | undefined, id: string): Promise<string> {
	const { roleId, choice } = await app.db.transaction((tx) => lockOwn(tx, actor, id));
	return savePlan(app, actor, { roleId, choice });
}

/** Says that a step is done, or not after all. */
export async function markItem(
	app: App,
	actor: Actor | undefined,
	{ id, done }: { id: string; done: boolean }
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const [item] = await tx.select().from(planItems).where(eq(planItems.id, id));
		if (!item) throw new Refusal(actor ? 'notFound' : 'signInFirst');
		await lockOwn(tx, actor, item.planId);
		await tx.update(planItems).set({ done }).where(eq(planItems.id, id));
	});
}

export async function removePlan(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await app.db.transaction(async (tx) => {
		await lockOwn(tx, actor, id);
		await tx.update(plans).set({ deletedAt: app.now() }).where(eq(plans.id, id));
	});
}

/** Takes a removal back. Refuses when there is a new plan for the role, or no more room. */
export async function restorePlan(app: App, actor: Actor | undefined, id: string): Promise<void> {
	try {
		await app.db.transaction(async (tx) => {
			const { talentId } = await lockOwn(tx, actor, id, true);
			await checkRoom(tx, talentId);
			await tx.update(plans).set({ deletedAt: null }).where(eq(plans.id, id));
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refusal('alreadyExists');
		throw error;
	}
}

/** Removes for good what was removed a day ago. */
export async function clearPlans(app: App): Promise<void> {
	const before = new Date(app.now().getTime() - deletedDays * 86_400_000);
	await app.db.delete(plans).where(lt(plans.deletedAt, before));
}

/** The steps still to be chosen: what is done counts as learnt, what is applied for is taken anyway. */
async function newSteps(
	app: App,
	actor: Actor,
	roleId: string,
	choice: PathwayChoice,
	kept: readonly PlanItem[]
): Promise<Step[]> {
	const role = await roleToMatch(app.db, roleId);
	const basis = await matchBasis(app);
	const person = await personOf(app, basis, actor);
	if (!role || !person) throw new Refusal('notNow', { '': 'plans_error_profile' });
	const today = dayInNanjing(app.now());
	const offerings = await offeringsByIds(
		app.db,
		kept.map(({ listingId }) => listingId),
		today
	);
	const offeringOf = ({ listingId }: PlanItem) => offerings.find(({ id }) => id === listingId)!;
	const learnt = kept.filter(({ state }) => state === 'done').flatMap((item) => offeringOf(item).gives);
	const taken = kept
		.filter(({ state }) => state !== 'done')
		.flatMap((item) => takenOffer(item, offeringOf(item)) ?? []);
	const talent = taught(person.prepared, learnt);
	const { pathway } = await chosenPath(app, basis, talent, role.needs, { choice, taken });
	const ids = new Set(kept.map(({ listingId }) => listingId));
	return pathway.steps.filter(({ offering }) => !ids.has(offering.id));
}

/** A step that the person has applied for, with its dates; undefined when these are gone. */
export function takenOffer(item: PlanItem, offering: Offer['offering']): Offer | undefined {
	const { from, to, left } = item;
	const id = item.runId ?? item.periodId;
	return id && from && to ? { offering, run: { id, from, to, left: left ?? 0 } } : undefined;
}

type Wish = { roleId: string; choice: PathwayChoice };

async function store(
	app: App,
	tx: Transaction,
	actor: Actor,
	{ roleId, choice }: Wish,
	kept: readonly PlanItem[],
	steps: readonly Step[]
): Promise<string> {
	const talent = await talentOf(tx, actor.accountId);
	if (!talent) throw new Refusal('notNow', { '': 'plans_error_profile' });
	const own = and(eq(plans.talentId, talent.id), eq(plans.roleId, roleId), isNull(plans.deletedAt));
	let [plan] = await tx.select().from(plans).where(own).for('update');
	if (plan) await tx.update(plans).set({ choice }).where(eq(plans.id, plan.id));
	else {
		await checkRoom(tx, talent.id);
		[plan] = await tx
			.insert(plans)
			.values({ talentId: talent.id, roleId, choice, createdAt: app.now() })
			.returning();
	}
	const planId = plan!.id;
	await tx.delete(planItems).where(eq(planItems.planId, planId));
	const rows = [
		...kept.map(({ id, listingId, runId, periodId, done }) => ({ id, listingId, runId, periodId, done })),
		...steps.map(({ offering: { id: listingId, kind }, run: { id } }) =>
			kind === 'course' ? { listingId, runId: id } : { listingId, periodId: id }
		)
	];
	await tx.insert(planItems).values(rows.map((row, position) => ({ ...row, planId, position })));
	return planId;
}

/** Locks the person, so that two windows do not both find room. */
async function checkRoom(tx: Transaction, talentId: string): Promise<void> {
	await tx.select({ id: talents.id }).from(talents).where(eq(talents.id, talentId)).for('update');
	if ((await plansOf(tx, talentId)).length >= plansMax)
		throw new Refusal('notNow', { '': 'plans_error_limit' });
}

/** Locks the actor's own plan; anybody else's answers like one that does not exist. */
async function lockOwn(tx: Transaction, actor: Actor | undefined, id: string, deleted = false) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(tx, actor.accountId);
	if (!talent) throw new Refusal('notFound');
	const own = and(eq(plans.id, id), eq(plans.talentId, talent.id));
	const [plan] = await tx.select().from(plans).where(own).for('update');
	if (!plan || (plan.deletedAt !== null) !== deleted) throw new Refusal('notFound');
	return plan;
}
