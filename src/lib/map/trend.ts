// How the numbers of a skill changed: which days are shown of all that were counted. Pure.
import type { Figures } from '#lib/map/figures.ts';
import type { People } from '#lib/map/people.ts';

/** `people` is undefined where they were not counted yet. */
export type TrendPoint = { day: string } & Pick<Figures, 'headcount' | 'seats' | 'places'> & {
		people: People | undefined;
	};

/** At most so many weeks are shown as weeks, more as months; and at most so many months. */
const [mostWeeks, mostMonths] = [20, 18];
const weekLength = 7 * 24 * 60 * 60 * 1_000;

/** Days to show of those with a snapshot (ascending): the last of each week or, over a longer time, of each month. */
export function shownDays(days: readonly string[]): string[] {
	const lastBy = (part: (day: string) => string | number) => [
		...new Map(days.map((day) => [part(day), day])).values()
	];
	// The 5th of January 1970 was a Monday.
	const weeks = lastBy((day) => Math.floor((Date.parse(day) - 4 * (weekLength / 7)) / weekLength));
	return weeks.length <= mostWeeks ? weeks : lastBy((day) => day.slice(0, 7)).slice(-mostMonths);
}
