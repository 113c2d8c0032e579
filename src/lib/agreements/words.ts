// The words a person reads for the states, parties and moves of agreements.
import type { AgreementMover } from '#lib/agreements/moves.ts';
import type { AgreementState, Party } from '#lib/agreements/types.ts';
import { m } from '#lib/i18n/generated/messages.js';

const states: Record<AgreementState, () => string> = {
	draft: m.agreements_state_draft,
	signing: m.agreements_state_signing,
	signed: m.agreements_state_signed,
	amending: m.agreements_state_amending,
	interrupted: m.agreements_state_interrupted,
	completed: m.agreements_state_completed,
	ended: m.agreements_state_ended,
	cancelled: m.agreements_state_cancelled
};
export const agreementWord = (state: AgreementState): string => states[state]();

const movers: Record<AgreementMover, () => string> = {
	school: m.agreements_party_school,
	host: m.agreements_party_host,
	student: m.agreements_party_student,
	guardian: m.agreements_party_guardian,
	system: m.agreements_mover_system
};
export const partyWord = (party: Party | AgreementMover): string => movers[party]();

const acts: Partial<Record<AgreementState, () => string>> = {
	signing: m.agreements_do_signing,
	draft: m.agreements_do_draft,
	cancelled: m.agreements_do_cancelled,
	interrupted: m.agreements_do_interrupted,
	signed: m.agreements_do_signed,
	ended: m.agreements_do_ended
};
/** What the button of a move says; back from an amendment is refusing it. */
export const agreementActWord = (from: AgreementState, to: AgreementState): string =>
	from === 'amending' && to === 'signed' ? m.agreements_do_refuse() : (acts[to] ?? states[to])();
