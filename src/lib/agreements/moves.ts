// The state machine of agreements as data: state × who moves → the states it may move to. The service asks this table;
// the database holds the same rows and refuses what is not in them.
import { agreementStates, parties, type AgreementState } from '#lib/agreements/types.ts';

/** `system` is a rule of the site: everybody has accepted, or the application has ended. */
export const agreementMovers = [...parties, 'system'] as const;
export type AgreementMover = (typeof agreementMovers)[number];

type Machine = Record<AgreementState, Partial<Record<AgreementMover, readonly AgreementState[]>>>;

const machine: Machine = {
	draft: {
		school: ['signing', 'cancelled'],
		host: ['signing', 'cancelled'],
		student: ['cancelled'],
		system: ['cancelled']
	},
	// Everybody accepts the text as it is; whoever wants another one takes it back to a draft.
	signing: {
		school: ['draft', 'cancelled'],
		host: ['draft', 'cancelled'],
		student: ['draft', 'cancelled'],
		guardian: ['draft', 'cancelled'],
		system: ['signed', 'cancelled']
	},
	signed: {
		school: ['amending', 'interrupted', 'ended'],
		host: ['amending', 'interrupted', 'ended'],
		student: ['interrupted', 'ended'],
		guardian: ['interrupted', 'ended'],
		system: ['completed', 'ended']
	},
	// The text that was accepted holds until everybody has accepted the new one; any party can refuse that.
	amending: {
		school: ['amending', 'signed', 'ended'],
		host: ['amending', 'signed', 'ended'],
		student: ['signed', 'ended'],
		guardian: ['signed', 'ended'],
		system: ['signed', 'completed', 'ended']
	},
	interrupted: {
		school: ['signed', 'ended'],
		host: ['signed', 'ended'],
		student: ['ended'],
		guardian: ['ended'],
		system: ['completed', 'ended']
	},
	// Only with the application: when its completion is taken back.
	completed: { system: ['signed', 'amending'] },
	ended: {},
	cancelled: {}
};

export const agreementMovesFrom = (state: AgreementState, mover: AgreementMover): readonly AgreementState[] =>
	machine[state][mover] ?? [];

export const mayMoveAgreement = (from: AgreementState, to: AgreementState, mover: AgreementMover) =>
	agreementMovesFrom(from, mover).includes(to);

/** No party can do anything more. */
export const isOver = (state: AgreementState): boolean =>
	parties.every((party) => agreementMovesFrom(state, party).length === 0);

/** Whether a text waits for the parties to accept it. */
export const isBeingAccepted = (state: AgreementState): boolean => ['signing', 'amending'].includes(state);

/** The text that is in force, or none. */
export const inForce = (state: AgreementState): boolean => ['signed', 'amending'].includes(state);

export type AgreementMove = { fromState: AgreementState; toState: AgreementState; mover: AgreementMover };

/** Every allowed move, one a row: what the database holds. */
export const allAgreementMoves: readonly AgreementMove[] = agreementStates.flatMap((fromState) =>
	agreementMovers.flatMap((mover) =>
		agreementMovesFrom(fromState, mover).map((toState) => ({ fromState, toState, mover }))
	)
);
