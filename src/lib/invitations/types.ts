// Words and types of invitations that pages and server share.

/** `withdrawn` is taken back by the organization; `expired` got no answer in time. */
export const invitationStates = ['sent', 'accepted', 'declined', 'withdrawn', 'expired'] as const;
export type InvitationState = (typeof invitationStates)[number];

/** After these the same talent may be invited to the same listing again: nobody is asked twice for the same answer. */
export const repeatableStates = ['withdrawn', 'expired'] as const;

/** Invitations an organization may send on one day (Nanjing). */
export const invitationsPerDay = 30;
/** Days in which an invitation can be answered. */
export const invitationDays = 14;
/** Longest texts, in characters. */
export const reasonMax = 1_000;
export const declineReasonMax = 500;

/** Why an organization cannot invite this talent to this listing now. */
export const inviteObstacles = [
	'unverified',
	'closed',
	'limit',
	'notAccepting',
	'applied',
	'invited',
	'declined'
] as const;
export type InviteObstacle = (typeof inviteObstacles)[number];
