// Weeks as the log counts them: from Monday, by calendar days ('YYYY-MM-DD').

/** The Monday of the week that a day lies in. */
export function mondayOf(day: string): string {
	const date = new Date(`${day}T00:00:00Z`);
	const sinceMonday = (date.getUTCDay() + 6) % 7;
	return new Date(date.getTime() - sinceMonday * 86_400_000).toISOString().slice(0, 10);
}
