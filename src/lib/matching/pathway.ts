// The pathway: the set of course runs and base periods of least cost that closes the gap for a role, in an order that
// respects prerequisites and dates. It names what nobody teaches instead of padding. Pure: today is given to it.
import type { ListingKind } from '#lib/listings/types.ts';
import { percentOf, standingOf } from './explanation.ts';
import { closes, givenLevels, missingPrerequisites } from './gain.ts';
import { gapOf } from './gap.ts';
import type { Cost, Option } from './greedy-set.ts';
import { leastSet } from './least-set.ts';
import { distinctNeeds, levelOf } from './levels.ts';
import { prepareTalent, type PreparedTalent } from './prepared.ts';
import { scoreRole } from './score.ts';
import type { Giving, Need, SkillId } from './types.ts';
import { weights } from './weights.ts';

/** A run of a course or a period of a base: first and last day as YYYY-MM-DD, free seats or places. */
export type Run = { id: string; from: string; to: string; left: number };

/** A course or base with what it gives, its prerequisites (required needs), its fee in whole CNY and its runs. */
export type Offering = {
	id: string;
	kind: Exclude<ListingKind, 'role'>;
	gives: readonly Giving[];
	needs: readonly Need[];
	/** Null where it is not said. */
	fee: number | null;
	runs: readonly Run[];
};

/** A run that can be taken, or that the person takes already. */
export type Offer = { offering: Offering; run: Run };

/** What the set is chosen by: the number of steps, the fee, or the end of the last step. */
export const pathwayChoices = ['fewest', 'cheapest', 'soonest'] as const;
export type PathwayChoice = (typeof pathwayChoices)[number];

/** Required needs met and in all, and coverage in whole percent; undefined while the profile is too short to score. */
export type Progress = { met: number; total: number; coverage: number | undefined };

export type Step = Offer & {
	/** Needs of the role that this step is the first to close. */
	closes: Need[];
	/** Prerequisites of later steps that it gives. */
	prepares: Need[];
	/** Runs that must have ended before it begins. */
	buildsOn: string[];
	/** Where the person stands after it and all steps before it. */
	after: Progress;
};

/**
 * Why a need stays open: nobody teaches it; it is taught, but every run is full or has begun; or it can be taken only
 * by those who meet prerequisites that nobody teaches in time.
 */
export type Open = { need: Need } & (
	{ reason: 'untaught' | 'unavailable' } | { reason: 'blocked'; prerequisites: Need[] }
);

export type Pathway = { steps: Step[]; open: Open[]; before: Progress; after: Progress };

type Prepared = Offer & { given: ReadonlyMap<SkillId, number>; missing: readonly Need[] };

/** A need that has to be closed; a prerequisite before the day on which the step that asks for it begins. */
type Item = { skill: SkillId; level: number; before: string | undefined };

export type Terms = {
	choice: PathwayChoice;
	/** YYYY-MM-DD; a run that has begun can no longer be taken. */
	today: string;
	/** Runs that the person takes whatever else is chosen: they are steps too. */
	taken?: readonly Offer[];
};

/** The pathway of a talent to the needs of a role. Without a gap it has no steps. Order and names decide nothing. */
export function pathwayOf(
	talent: PreparedTalent,
	needs: readonly Need[],
	offerings: readonly Offering[],
	{ choice, today, taken = [] }: Terms
): Pathway {
	const { gap } = gapOf(talent, needs);
	const gaps = gap.map(({ need }) => need);
	const kept = taken.map((offer) => prepareOffer(talent, offer));
	const offers = prepareOffers(talent, availableOffers(offerings, today));
	const takeable = takeableOf(offers, kept);
	const reached = [...kept, ...takeable];
	const isReached = (need: Need) => reached.some((offer) => meets(offer, itemOf(need)));
	const wanted = gaps.filter(isReached).map((need) => itemOf(need));
	const inTime = choice === 'soonest' ? endingBy(latestNeeded(wanted, takeable, kept), takeable) : takeable;
	const chosen = chosenOf(wanted, inTime, kept, choice);
	const steps = stepsOf(talent, needs, [...kept, ...chosen]);
	const before = progressOf(talent, needs);
	const open = gaps
		.filter((need) => !isReached(need))
		.map((need) => openOf(talent, need, offerings, offers, reached));
	return { steps, open, before, after: steps.at(-1)?.after ?? before };
}

/** Every run that can still be taken: it begins today or later and has room. The earliest end first, then by id. */
export function availableOffers(offerings: readonly Offering[], today: string): Offer[] {
	const offers = offerings.flatMap((offering) =>
		offering.runs
			.filter(({ from, left }) => left > 0 && from >= today)
			.map((run): Offer => ({ offering, run }))
	);
	return offers.sort(
		({ run: a }, { run: b }) => compare(a.to, b.to) || compare(a.from, b.from) || compare(a.id, b.id)
	);
}

/** Whether what an offering gives closes a need. */
export function givesEnough(talent: PreparedTalent, { gives }: Offering, { skill, level }: Need): boolean {
	return closes(givenLevels(talent.tree, gives).get(skill), levelOf(level));
}

/** Steps in the order in which they begin, each with what it closes and where it leads. */
export function stepsOf(talent: PreparedTalent, needs: readonly Need[], offers: readonly Offer[]): Step[] {
	const ordered = prepareOffers(
		talent,
		[...offers].sort(
			({ run: a }, { run: b }) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.id, b.id)
		)
	);
	let missing = gapOf(talent, needs).gap.map(({ need }) => need);
	return ordered.map((offer, place) => {
		const closed = missing.filter((need) => meets(offer, itemOf(need)));
		missing = missing.filter((need) => !closed.includes(need));
		const prepares = ordered
			.slice(place + 1)
			.flatMap((later) => later.missing.filter((need) => meets(offer, itemOf(need, later))));
		const builds = ordered.filter(
			(earlier) => earlier !== offer && offer.missing.some((need) => meets(earlier, itemOf(need, offer)))
		);
		const gained = ordered.slice(0, place + 1).flatMap(({ offering }) => offering.gives);
		return {
			offering: offer.offering,
			run: offer.run,
			closes: closed,
			prepares: [...distinctNeeds(prepares)],
			buildsOn: builds.map(({ run }) => run.id),
			after: progressOf(taught(talent, gained), needs)
		};
	});
}

/** How many required needs a profile meets wholly, and its coverage. */
export function progressOf(talent: PreparedTalent, needs: readonly Need[]): Progress {
	const required = distinctNeeds(needs).filter(({ relation }) => relation === 'required');
	const met = required.filter(
		({ skill, level }) => standingOf(talent.cover(skill, levelOf(level)).share) === 'met'
	);
	const score = scoreRole(talent, needs);
	const coverage = score.state === 'scored' ? percentOf(score.coverage) : undefined;
	return { met: met.length, total: required.length, coverage };
}

/** The same person with what courses and bases gave. */
export function taught(talent: PreparedTalent, gives: readonly Giving[]): PreparedTalent {
	const idf = (skill: SkillId) => talent.asked(skill).required / weights.need.required;
	const learnt = gives.map(({ skill, level }) => ({ skill, level, evidence: 'stated' as const }));
	return prepareTalent(talent.tree, idf, [...talent.skills, ...learnt]);
}

function prepareOffers(talent: PreparedTalent, offers: readonly Offer[]): Prepared[] {
	const known = new Map<string, Prepared>();
	return offers.map((offer) => {
		const before = known.get(offer.offering.id);
		const prepared = before ? { ...before, run: offer.run } : prepareOffer(talent, offer);
		known.set(offer.offering.id, prepared);
		return prepared;
	});
}

function prepareOffer(talent: PreparedTalent, { offering, run }: Offer): Prepared {
	const given = givenLevels(talent.tree, offering.gives);
	return { offering, run, given, missing: missingPrerequisites(talent, offering.needs) };
}

function itemOf({ skill, level }: Need, by?: Offer): Item {
	return { skill, level: levelOf(level), before: by?.run.from };
}

function meets({ given, run }: Prepared, { skill, level, before }: Item): boolean {
	return closes(given.get(skill), level) && (before === undefined || run.to < before);
}

/** Those whose prerequisites can be met in time; what a step builds on ends before it, so earlier ones come first. */
function takeableOf(offers: readonly Prepared[], kept: readonly Prepared[]): Prepared[] {
	const byStart = [...offers].sort((a, b) => compare(a.run.from, b.run.from));
	const found = [...kept];
	for (const offer of byStart)
		if (offer.missing.every((need) => found.some((one) => meets(one, itemOf(need, offer)))))
			found.push(offer);
	const takeable = new Set(found.slice(kept.length));
	return offers.filter((offer) => takeable.has(offer));
}

/** The first day by which everything wanted can be closed; '' when nothing more is needed. */
function latestNeeded(
	wanted: readonly Item[],
	takeable: readonly Prepared[],
	kept: readonly Prepared[]
): string {
	const ends = wanted
		.filter((item) => !kept.some((offer) => meets(offer, item)))
		// The earliest end comes first.
		.map((item) => takeable.find((offer) => meets(offer, item))!.run.to);
	return ends.sort().at(-1) ?? '';
}

const endingBy = (day: string, offers: readonly Prepared[]) => offers.filter(({ run }) => run.to <= day);

/** The offers of least cost that close what is wanted and not closed by what the person takes anyway. */
function chosenOf(
	wanted: readonly Item[],
	offers: readonly Prepared[],
	kept: readonly Prepared[],
	choice: PathwayChoice
): Prepared[] {
	const items = new Map<string, Item>();
	const numbers = new Map<string, number>();
	const numberOf = (item: Item): number[] => {
		if (kept.some((offer) => meets(offer, item))) return [];
		const key = `${item.skill} ${item.level} ${item.before ?? ''}`;
		if (!items.has(key)) numbers.set(key, items.size);
		items.set(key, item);
		return [numbers.get(key)!];
	};
	const goals = wanted.flatMap(numberOf);
	const asks = offers.map((offer) => offer.missing.flatMap((need) => numberOf(itemOf(need, offer))));
	const all = [...items.values()];
	const options = offers.map((offer, place): Option => ({
		meets: all.flatMap((item, number) => (meets(offer, item) ? [number] : [])),
		asks: asks[place]!,
		cost: costOf(offer, choice)
	}));
	return leastSet(goals, options).map((place) => offers[place]!);
}

/** A fee that is not said counts as more than any that is. */
const unsaidFee = 1e12;
const stepWeight = 1e6;

/**
 * First by what was asked for, then by the number of steps, then by the days they take together. A step counts once
 * for every year it has begun: a degree of four years is no shortcut past two courses.
 */
function costOf({ offering, run }: Offer, choice: PathwayChoice): Cost {
	const days = (Date.parse(run.to) - Date.parse(run.from)) / 86_400_000 + 1;
	const steps = Math.ceil(days / 366);
	return choice === 'cheapest' ? [offering.fee ?? unsaidFee, steps * stepWeight + days] : [steps, days];
}

function openOf(
	talent: PreparedTalent,
	need: Need,
	offerings: readonly Offering[],
	offers: readonly Prepared[],
	reached: readonly Prepared[]
): Open {
	if (!offerings.some((offering) => givesEnough(talent, offering, need))) return { need, reason: 'untaught' };
	const closing = offers.filter((offer) => meets(offer, itemOf(need)));
	const [first] = closing
		.map((offer) => offer.missing.filter((asked) => !reached.some((one) => meets(one, itemOf(asked, offer)))))
		.sort((a, b) => a.length - b.length);
	return first ? { need, reason: 'blocked', prerequisites: first } : { need, reason: 'unavailable' };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
