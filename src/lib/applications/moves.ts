// The state machine of applications as data: kind × state × who moves → the states it may move to. The service asks
// this table; the database holds the same rows and refuses what is not in them.
import type { ApplicationState } from '#lib/applications/types.ts';
import { listingKinds, type ListingKind } from '#lib/listings/types.ts';

/** Who moves an application; `system` is a rule of the site: a job, or the waiting list. */
export const movers = ['talent', 'organization', 'system'] as const;
export type Mover = (typeof movers)[number];

type Machine = Partial<Record<ApplicationState, Partial<Record<Mover, readonly ApplicationState[]>>>>;

const role: Machine = {
	sent: {
		talent: ['withdrawn'],
		organization: ['viewed', 'talking', 'interview', 'offer', 'rejected'],
		system: ['expired']
	},
	viewed: {
		talent: ['withdrawn'],
		organization: ['talking', 'interview', 'offer', 'rejected'],
		system: ['expired']
	},
	// Saying more, or another time and place, is a move to the same state.
	talking: {
		talent: ['withdrawn'],
		organization: ['talking', 'interview', 'offer', 'rejected'],
		system: ['expired']
	},
	interview: {
		talent: ['declined', 'withdrawn'],
		organization: ['talking', 'interview', 'offer', 'rejected'],
		system: ['expired']
	},
	offer: {
		talent: ['accepted', 'declined', 'withdrawn'],
		organization: ['rejected'],
		system: ['expired']
	},
	accepted: { talent: ['withdrawn'], organization: ['hired', 'rejected'] }
};

/** Hiring ends a role, except one that is an internship: that begins with it, and is completed as a place is. */
const internship: Machine = {
	...role,
	hired: { talent: ['withdrawn'], organization: ['completed', 'endedEarly'] },
	// Taken back, as below.
	completed: { organization: ['hired'] }
};

/** Of runs of courses and periods of bases. */
const place: Machine = {
	sent: {
		talent: ['withdrawn'],
		organization: ['viewed', 'admitted', 'waiting', 'rejected'],
		system: ['expired']
	},
	viewed: {
		talent: ['withdrawn'],
		organization: ['admitted', 'waiting', 'rejected'],
		system: ['expired']
	},
	// The site moves the list up when a place is free.
	waiting: {
		talent: ['declined', 'withdrawn'],
		organization: ['admitted', 'rejected'],
		system: ['admitted', 'expired']
	},
	admitted: {
		talent: ['enrolled', 'declined', 'withdrawn'],
		organization: ['enrolled', 'rejected'],
		system: ['expired']
	},
	enrolled: { talent: ['withdrawn'], organization: ['completed', 'endedEarly'] },
	// Taken back: what was confirmed by mistake, or can no longer be stood by.
	completed: { organization: ['enrolled'] }
};

/** By which table an application moves: its kind's, or that of a role that is an internship. */
export type Track = ListingKind | 'internship';
export const tracks: readonly Track[] = [...listingKinds, 'internship'];

const machines: Record<Track, Machine> = { role, internship, course: place, base: place };

/** The states a mover may take an application to; none from a state that has ended for good. */
export function movesFrom(track: Track, state: ApplicationState, mover: Mover): readonly ApplicationState[] {
	return machines[track][state]?.[mover] ?? [];
}

export const mayMove = (track: Track, from: ApplicationState, to: ApplicationState, mover: Mover) =>
	movesFrom(track, from, mover).includes(to);

export type Move = {
	kind: ListingKind;
	fromState: ApplicationState;
	toState: ApplicationState;
	mover: Mover;
};

/** What all applications of a kind may do; whether a role is an internship is asked besides. */
const widest = (kind: ListingKind): Machine => machines[kind === 'role' ? 'internship' : kind];

/** Every allowed move, one a row: what the database holds. */
export const allMoves: readonly Move[] = listingKinds.flatMap((kind) =>
	Object.entries(widest(kind)).flatMap(([from, byMover]) =>
		movers.flatMap((mover) =>
			(byMover[mover] ?? []).map((toState) => ({ kind, fromState: from as ApplicationState, toState, mover }))
		)
	)
);

/** The states an application of a kind can be in at all, in the order of the work. */
export const statesOf = (kind: ListingKind): readonly ApplicationState[] => [
	...new Set<ApplicationState>([
		'sent',
		...(Object.keys(widest(kind)) as ApplicationState[]),
		...allMoves.filter((move) => move.kind === kind).map(({ toState }) => toState)
	])
];
