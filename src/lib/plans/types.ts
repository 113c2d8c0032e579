// Words and rules of saved plans that pages and server share.
import { holdingStates, isEnded, type ApplicationState } from '#lib/applications/types.ts';
import type { ListingState } from '#lib/listings/types.ts';

/** Most plans of one person, so that their page stays one page. */
export const plansMax = 20;

/** How far a step is: an application says more than the plan, and what is finished stays so. */
export type ItemState = 'planned' | 'applied' | 'admitted' | 'done';

/** Why a planned step can no longer be taken as it stands. */
export type ItemTrouble = 'closed' | 'gone' | 'past' | 'full';

const admittedStates: readonly ApplicationState[] = [...holdingStates, 'accepted', 'hired'];

/** `application` is the state of the person's latest application for the step; `done` is what they say themselves. */
export function itemStateOf(done: boolean, application: ApplicationState | null): ItemState {
	if (done || application === 'completed') return 'done';
	if (application === null) return 'planned';
	if (admittedStates.includes(application)) return 'admitted';
	return isEnded(application) ? 'planned' : 'applied';
}

export type ItemFacts = {
	listingState: ListingState;
	/** Last day on which the listing counts, and days of its run or period; null where there is none (any more). */
	validUntil: string | null;
	from: string | null;
	left: number | null;
};

/** Only for steps that are still planned: who has applied is told by the application. Days as YYYY-MM-DD. */
export function troubleOf(
	{ listingState, validUntil, from, left }: ItemFacts,
	today: string
): ItemTrouble | undefined {
	if (listingState !== 'open' || (validUntil !== null && validUntil < today)) return 'closed';
	if (from === null || left === null) return 'gone';
	if (from < today) return 'past';
	return left > 0 ? undefined : 'full';
}
