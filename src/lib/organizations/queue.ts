// What waits for an answer of an organization, counted; each leads to the place where it is given.
import type { AnswerFigures } from '#lib/answers/figures.ts';

export type AnswerQueue = {
	/** Applications nobody has answered, and the day since which the oldest waits. */
	applications: { waiting: number; since: string | null };
	/** Messages that this member has not read, in how many conversations. */
	messages: number;
	/** Interviews from today to tomorrow. */
	interviews: number;
	/** Open listings that close within a week. */
	closing: number;
	/** Texts of internship agreements that the organization has still to accept. */
	agreements: number;
	/** Who accepted a role and is not recorded as hired. */
	accepted: number;
	/** As its listings show them. */
	answers: AnswerFigures | null;
};
