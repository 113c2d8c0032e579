// What may be said of how many people have a skill, so that nobody can be counted out of it. Every number of people
// that leaves the server passes through `peopleShown`, on the day that `peopleDay` names.
//
// The rule: (1) fewer than five are never shown, and nobody is told from nobody; (2) five and more are shown as the
// multiple of five below; (3) people are counted for the whole city only, never by district or study level, and never
// for two skills at once, so that no two filters differ by a few persons; (4) people are counted on one day of each
// month, so that the day on which one person comes or goes cannot be seen; (5) no sum of people over skills is shown:
// a group counts each person once, whoever has it itself among them, and is shown by the same rule. A hidden number
// can therefore be any from nobody to four, whatever else is shown: people.test.ts shows it.

/** The least number of people that is shown, and the step between those that are. */
export const peopleStep = 5;

/** People as they may be shown: a multiple of five, or null for fewer than five. */
export type People = number | null;

export function peopleShown(exact: number): People {
	return exact < peopleStep ? null : exact - (exact % peopleStep);
}

/**
 * The day whose count of people is shown on `day`: the first with a snapshot in that month, or in the last month before
 * it that has one; undefined before the first snapshot. Days are YYYY-MM-DD, in any order.
 */
export function peopleDay(snapshots: readonly string[], day: string): string | undefined {
	const past = snapshots.filter((known) => known <= day).sort();
	const month = past.at(-1)?.slice(0, 7);
	return past.find((known) => known.slice(0, 7) === month);
}
