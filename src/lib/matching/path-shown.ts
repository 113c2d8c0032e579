// A pathway as pages get it: the numbers and reasons of pathway.ts, with the names of skills and the rows of listings.
import type { ListingCard } from '#lib/listings/card.ts';
import type { PathwayChoice, Progress, Run, Open } from './pathway.ts';
import type { NamedSkill } from './shown.ts';
import type { Need, Standing } from './types.ts';

export type NamedNeed = Omit<Need, 'skill'> & { skill: NamedSkill };

export type ShownOffer = { card: ListingCard; run: Run };

export type ShownStep = ShownOffer & {
	/** Needs of the role that it closes, and prerequisites of later steps that it gives. */
	closes: NamedSkill[];
	prepares: NamedSkill[];
	/** Ids of runs that end before it begins. */
	buildsOn: string[];
	after: Progress;
};

/** The runs that give what a need asks for, the earliest end first; `more` are not shown. */
export type Way = {
	need: NamedNeed;
	standing: Standing;
	offers: ShownOffer[];
	more: number;
	isTaught: boolean;
};

export type RolePath = {
	choice: PathwayChoice;
	before: Progress;
	after: Progress;
	needs: (NamedNeed & { standing: Standing })[];
	steps: ShownStep[];
	open: { skill: NamedSkill; reason: Open['reason']; prerequisites: NamedSkill[] }[];
	/** For each need, required or preferred, that is lacking. */
	ways: Way[];
};
