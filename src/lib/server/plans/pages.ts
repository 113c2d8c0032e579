// Plans as their page shows them: the role, how far the person is, and every step as it stands now.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { progressOf, stepsOf, taught, type Offering, type Step } from '#lib/matching/pathway.ts';
import type { Need } from '#lib/matching/types.ts';
import { troubleOf } from '#lib/plans/types.ts';
import type { PlannedStep, ShownPlan } from '#lib/plans/view.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import { roleToMatch } from '#lib/server/matching/data.ts';
import { nameOf } from '#lib/server/matching/explained.ts';
import { offeringsByIds } from '#lib/server/matching/offerings.ts';
import { personOf, type Person } from '#lib/server/matching/person.ts';
import { itemsOf, plansOf, type Plan, type PlanItem } from '#lib/server/plans/data.ts';
import { takenOffer } from '#lib/server/plans/service.ts';
import { talentOf } from '#lib/server/talents/data.ts';

/** The actor's plans, the latest first; none without a profile. */
export async function planPage(app: App, actor: Actor | undefined): Promise<ShownPlan[]> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	const plans = talent ? await plansOf(app.db, talent.id) : [];
	if (plans.length === 0) return [];
	const today = dayInNanjing(app.now());
	const basis = await matchBasis(app);
	const person = (await personOf(app, basis, actor))!;
	const items = await itemsOf(
		app.db,
		plans.map(({ id }) => id)
	);
	const listingIds = [...new Set(items.map(({ listingId }) => listingId))];
	const [cards, offerings] = await Promise.all([
		listingCards(app.db, [...listingIds, ...plans.map(({ roleId }) => roleId)], today, 'shown'),
		offeringsByIds(app.db, listingIds, today)
	]);
	const known = {
		cards: new Map(cards.map((card) => [card.id, card])),
		offerings: new Map(offerings.map((offering) => [offering.id, offering]))
	};
	return Promise.all(
		plans.map(async (plan) => {
			const needs = (await roleToMatch(app.db, plan.roleId))?.needs ?? [];
			const own = items.filter(({ planId }) => planId === plan.id);
			return shownPlan(basis, person, { plan, needs, items: own }, known, today);
		})
	);
}

/** What a step is for: needs of the role that it closes, and prerequisites of later steps. */
function skillsOf(step: Step | undefined): string[] {
	return step ? [...new Set([...step.closes, ...step.prepares].map(({ skill }) => skill))] : [];
}

type Known = {
	cards: ReadonlyMap<string, NonNullable<ShownPlan['role']>>;
	offerings: ReadonlyMap<string, Offering>;
};

function shownPlan(
	basis: Basis,
	{ prepared }: Person,
	{ plan, needs, items }: { plan: Plan; needs: readonly Need[]; items: readonly PlanItem[] },
	{ cards, offerings }: Known,
	today: string
): ShownPlan {
	const gives = items.flatMap(({ listingId }) => offerings.get(listingId)?.gives ?? []);
	const offers = items.flatMap((item) => takenOffer(item, offerings.get(item.listingId)!) ?? []);
	const steps = new Map(stepsOf(prepared, needs, offers).map((step) => [step.offering.id, step]));
	return {
		...{ id: plan.id, choice: plan.choice, role: cards.get(plan.roleId) },
		before: progressOf(prepared, needs),
		after: progressOf(taught(prepared, gives), needs),
		steps: items.map((item): PlannedStep => {
			const { id, listingId, runId, periodId, from, to, left, state, application, done } = item;
			const step = steps.get(listingId);
			return {
				...{ id, from, to, left, state, application, done, slot: runId ?? periodId },
				card: cards.get(listingId),
				closes: skillsOf(step).map((skill) => nameOf(basis, skill)),
				trouble: state === 'planned' ? troubleOf(item, today) : undefined
			};
		})
	};
}
