// The pathway to a role, from rows to what pages show. It takes prepared skills, not a person: a stored profile and
// skills picked without an account come the same way. The path itself is lib/matching's.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingCard } from '#lib/listings/card.ts';
import { sortedNeeds, standingOf } from '#lib/matching/explanation.ts';
import { isGap } from '#lib/matching/gap.ts';
import { levelOf } from '#lib/matching/levels.ts';
import type { NamedNeed, RolePath, ShownOffer, Way } from '#lib/matching/path-shown.ts';
import {
	availableOffers,
	givesEnough,
	pathwayOf,
	type Offer,
	type Offering,
	type PathwayChoice,
	type Step
} from '#lib/matching/pathway.ts';
import type { PickedSkill } from '#lib/matching/picked.ts';
import type { PreparedTalent } from '#lib/matching/prepared.ts';
import type { NamedSkill } from '#lib/matching/shown.ts';
import type { Need } from '#lib/matching/types.ts';
import type { App } from '#lib/server/app.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import { roleToMatch } from '#lib/server/matching/data.ts';
import { cardsById, nameOf } from '#lib/server/matching/explained.ts';
import { offeringsFor } from '#lib/server/matching/offerings.ts';
import { personOf } from '#lib/server/matching/person.ts';
import { pickedPerson } from '#lib/server/matching/visitor.ts';

/** Ways shown for each need that is lacking; the search has the others. */
const waysMax = 4;

/** States without a path have a next step of their own. */
export type TalentPath = { state: 'signed-out' | 'no-profile' | 'no-needs' } | ({ state: 'path' } & RolePath);

/**
 * The pathway to a role: from the actor's own profile, or, for somebody without an account, from picked skills.
 * Undefined when there is no such role.
 */
export async function pathwayTo(
	app: App,
	actor: Actor | undefined,
	roleId: string,
	{ choice, picked = [] }: { choice: PathwayChoice; picked?: readonly PickedSkill[] }
): Promise<TalentPath | undefined> {
	const role = await roleToMatch(app.db, roleId);
	if (!role) return undefined;
	if (!role.needs.length) return { state: 'no-needs' };
	if (!actor && picked.length === 0) return { state: 'signed-out' };
	const basis = await matchBasis(app);
	const person = actor ? await personOf(app, basis, actor) : pickedPerson(basis, picked);
	if (!person) return { state: 'no-profile' };
	return { state: 'path', ...(await shownPath(app, basis, person.prepared, role.needs, choice)) };
}

/** What is chosen for prepared skills, before anything of it is read to be shown. */
export async function chosenPath(
	app: App,
	basis: Basis,
	talent: PreparedTalent,
	needs: readonly Need[],
	{ choice, taken = [] }: { choice: PathwayChoice; taken?: readonly Offer[] }
) {
	const today = dayInNanjing(app.now());
	const offerings = await offeringsFor(app.db, basis, talent, needs, today);
	return { pathway: pathwayOf(talent, needs, offerings, { choice, today, taken }), offerings, today };
}

/** Takes prepared skills, so that it does not matter where they come from. */
async function shownPath(
	app: App,
	basis: Basis,
	talent: PreparedTalent,
	needs: readonly Need[],
	choice: PathwayChoice
): Promise<RolePath> {
	const ordered = sortedNeeds(talent, needs);
	const { pathway, offerings, today } = await chosenPath(app, basis, talent, ordered, { choice });
	const lacking = ordered.filter(({ skill, level }) => isGap(talent.cover(skill, levelOf(level))));
	const offers = availableOffers(offerings, today);
	const ways = lacking.map((need) => ({ need, offers: waysTo(talent, need, offers) }));
	const shown = [...pathway.steps, ...ways.flatMap((way) => way.offers.slice(0, waysMax))];
	const cards = await cardsById(
		app,
		shown.map(({ offering }) => offering)
	);
	const named = (need: Need): NamedNeed => ({ ...need, skill: nameOf(basis, need.skill) });
	const stands = (need: Need) => standingOf(talent.cover(need.skill, levelOf(need.level)).share);
	return {
		choice,
		before: pathway.before,
		after: pathway.after,
		needs: ordered.map((need) => ({ ...named(need), standing: stands(need) })),
		steps: shownSteps(basis, pathway.steps, cards),
		open: pathway.open.map((open) => ({
			skill: nameOf(basis, open.need.skill),
			reason: open.reason,
			prerequisites:
				open.reason === 'blocked' ? open.prerequisites.map(({ skill }) => nameOf(basis, skill)) : []
		})),
		ways: ways.map((way): Way => {
			const offers = way.offers.slice(0, waysMax).flatMap((offer) => shownOffer(offer, cards) ?? []);
			const isTaught = offerings.some((offering) => givesEnough(talent, offering, way.need));
			return {
				need: named(way.need),
				standing: stands(way.need),
				offers,
				more: way.offers.length - offers.length,
				isTaught
			};
		})
	};
}

/** The steps with names and the rows of what is taken; one whose listing cannot be shown any more is left out. */
export function shownSteps(
	basis: Basis,
	steps: readonly Step[],
	cards: ReadonlyMap<string, ListingCard>
): RolePath['steps'] {
	const named = ({ skill }: Need): NamedSkill => nameOf(basis, skill);
	return steps.flatMap((step) => {
		const offer = shownOffer(step, cards);
		if (!offer) return [];
		const { closes, prepares, buildsOn, after } = step;
		return [{ ...offer, closes: closes.map(named), prepares: prepares.map(named), buildsOn, after }];
	});
}

function shownOffer(
	{ offering, run }: Offer,
	cards: ReadonlyMap<string, ListingCard>
): ShownOffer | undefined {
	const card = cards.get(offering.id);
	return card && { card, run };
}

function waysTo(talent: PreparedTalent, need: Need, offers: readonly Offer[]): Offer[] {
	const enough = new Map<Offering, boolean>();
	return offers.filter(({ offering }) => {
		if (!enough.has(offering)) enough.set(offering, givesEnough(talent, offering, need));
		return enough.get(offering);
	});
}
