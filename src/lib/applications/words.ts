// The words a person reads for the states of an application.
import type { ApplicationState } from '#lib/applications/types.ts';
import { m } from '#lib/i18n/generated/messages.js';

const words: Record<ApplicationState, () => string> = {
	sent: m.applications_state_sent,
	viewed: m.applications_state_viewed,
	talking: m.applications_state_talking,
	interview: m.applications_state_interview,
	offer: m.applications_state_offer,
	accepted: m.applications_state_accepted,
	hired: m.applications_state_hired,
	admitted: m.applications_state_admitted,
	waiting: m.applications_state_waiting,
	enrolled: m.applications_state_enrolled,
	completed: m.applications_state_completed,
	endedEarly: m.applications_state_endedEarly,
	rejected: m.applications_state_rejected,
	declined: m.applications_state_declined,
	withdrawn: m.applications_state_withdrawn,
	expired: m.applications_state_expired
};
export const applicationWord = (state: ApplicationState): string => words[state]();

const ownMoves: Partial<Record<ApplicationState, () => string>> = {
	withdrawn: m.applications_move_withdrawn,
	accepted: m.applications_move_accepted,
	declined: m.applications_move_declined,
	enrolled: m.applications_move_enrolled
};
/** What a person's button of a move says. */
export const ownMoveWord = (to: ApplicationState): string => (ownMoves[to] ?? words[to])();

/** What an organization's move is called: what goes back from completion is taken back. */
export const moveWord = (from: ApplicationState, to: ApplicationState): string =>
	from === 'completed' ? m.applications_take_back() : applicationWord(to);
