// How an organization answers, as people who think about applying read it.
import { m } from '#lib/i18n/generated/messages.js';
import { count } from '#lib/i18n/text.ts';

/** Of the applications of the last half year: how many there are, how many were answered, and the median wait. */
export type AnswerFigures = { received: number; answered: number; medianHours: number | null };

/** Fewer say nothing about how somebody answers. */
export const figuresMin = 5;
const dayHours = 24;

/** The sentence, undefined where there is too little to go by. */
export function answerText(figures: AnswerFigures | null): string | undefined {
	if (!figures || figures.received < figuresMin) return undefined;
	const rate = Math.round((figures.answered / figures.received) * 100);
	if (figures.medianHours === null) return m.answers_rate_only({ rate });
	return m.answers_rate({ rate, time: waitText(figures.medianHours) });
}

function waitText(hours: number): string {
	if (hours < 1) return m.answers_time_hour();
	if (hours < 2 * dayHours) return m.answers_time_hours({ count: count(Math.ceil(hours)) });
	return m.answers_time_days({ count: count(Math.ceil(hours / dayHours)) });
}
