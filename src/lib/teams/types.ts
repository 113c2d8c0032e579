// A team that applies together: one application of the person who sends it, which each of the others confirms.

/** Most people that somebody asks to apply along. */
export const teamMax = 9;
export const memberStates = ['asked', 'confirmed', 'declined'] as const;
export type MemberState = (typeof memberStates)[number];

/** Until when an application is held whose team has not confirmed: until that changes. */
export const untilConfirmed = new Date('9999-12-31T00:00:00Z');
