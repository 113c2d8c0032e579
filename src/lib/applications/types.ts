// Words and types of applications that pages and server share.
import type { ListingKind } from '#lib/listings/types.ts';

export const applicationStates = [
	'sent',
	'viewed',
	'talking',
	'interview',
	'offer',
	'accepted',
	'hired',
	'admitted',
	'waiting',
	'enrolled',
	'completed',
	'endedEarly',
	'rejected',
	'declined',
	'withdrawn',
	'expired'
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** States after which the same person may apply again. */
export const endedStates = [
	'hired',
	'completed',
	'endedEarly',
	'rejected',
	'declined',
	'withdrawn',
	'expired'
] as const;

/** States that end what the organization may see of the person through the application. */
export const accessEndedStates = ['declined', 'withdrawn', 'expired'] as const;

/** States that hold a seat or place. */
export const holdingStates: readonly ApplicationState[] = ['admitted', 'enrolled'];

/** Whether the same person may apply again. */
export const isEnded = (state: ApplicationState): boolean =>
	(endedStates as readonly string[]).includes(state);

/** What an organization can answer. */
export const answerStates = ['talking', 'interview', 'offer', 'admitted', 'rejected'] as const;
export type AnswerState = (typeof answerStates)[number];

/** The answers that make sense for a kind of listing; roles end in an offer, courses and bases in admission. */
export const answersFor: Record<ListingKind, readonly AnswerState[]> = {
	role: ['talking', 'interview', 'offer', 'rejected'],
	course: ['talking', 'admitted', 'rejected'],
	base: ['talking', 'admitted', 'rejected']
};

/** States in which the organization may still answer; an admission stands until the person gives it up. */
export const answerable: readonly ApplicationState[] = [
	'sent',
	'viewed',
	'talking',
	'interview',
	'waiting',
	'offer'
];
