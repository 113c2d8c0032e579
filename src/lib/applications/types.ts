// Words and types of applications that pages and server share.

export const applicationStates = [
	'sent', 'viewed', 'talking', 'interview', 'offer', 'accepted', 'hired', 'admitted', 'waiting', 'enrolled',
	'completed', 'endedEarly', 'rejected', 'declined', 'withdrawn', 'expired'
] as const;
export type ApplicationState = (typeof applicationStates)[number];

/** States after which the same person may apply again. */
export const endedStates = ['hired', 'completed', 'endedEarly', 'rejected', 'declined', 'withdrawn', 'expired'] as const;
