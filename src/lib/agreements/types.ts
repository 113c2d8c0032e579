// Words and types of internship agreements that pages and server share. Which state may follow which is in moves.ts.

export const agreementStates = [
	'draft',
	'signing',
	'signed',
	'amending',
	'interrupted',
	'completed',
	'ended',
	'cancelled'
] as const;
export type AgreementState = (typeof agreementStates)[number];

/** Who accepts the text: the guardian where the person is under 18, the school where they come from one. */
export const parties = ['school', 'host', 'student', 'guardian'] as const;
export type Party = (typeof parties)[number];

/** In the app, or on paper that was signed and uploaded. */
export const acceptanceWays = ['app', 'paper'] as const;
export type AcceptanceWay = (typeof acceptanceWays)[number];

/** Who insures the person for the time of the internship. */
export const insurers = ['host', 'school'] as const;
export type Insurer = (typeof insurers)[number];

/** Longest task, place and reason, in characters. */
export const tasksMax = 2_000;
export const placeMax = 200;
export const reasonMax = 500;

/** What an organization decides in the text; the rest comes from the case. */
export type Terms = {
	tasksZh: string | null;
	tasksEn: string | null;
	place: string;
	hoursPerWeek: number;
	insurer: Insurer;
	/** Whole CNY a month paid to the person. */
	allowance: number;
	/** First and last day, where no period of a base gives them. */
	from?: string | undefined;
	to?: string | undefined;
};
