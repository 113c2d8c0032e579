// Words and types of applications that pages and server share. Which state may follow which is in moves.ts.

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

/** States in which a seat or place is somebody's: whoever completes keeps the one that was theirs. */
export const keepingStates: readonly ApplicationState[] = [...holdingStates, 'completed'];

/** States in which the organization has not answered yet. */
export const unansweredStates = ['sent', 'viewed'] as const;

/** Whether the same person may apply again. */
export const isEnded = (state: ApplicationState): boolean =>
	(endedStates as readonly string[]).includes(state);

/** Most questions a listing asks, and the longest of each and of an answer, in characters. */
export const questionsMax = 5;
export const questionMax = 200;
export const answerMax = 1_000;
/** A question of a listing, in at least one language. */
export type Question = { zh: string | null; en: string | null };

/** Longest sentence with a move, in characters. */
export const wordsMax = 2_000;
/** Longest place of an interview, in characters. */
export const placeMax = 200;
