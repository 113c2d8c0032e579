// The hours in which nobody wants mail: 22:00 to 8:00 in Nanjing. Pure.
const hour = 3_600_000;
/** Nanjing is eight hours ahead and has no summer time. */
const ahead = 8 * hour;
const begins = 22;
const ends = 8;

const hourIn = (now: Date) => new Date(now.getTime() + ahead).getUTCHours();

export function isNight(now: Date): boolean {
	return hourIn(now) >= begins || hourIn(now) < ends;
}

/** The moment from which mail may come: now, or the end of this night. */
export function afterNight(now: Date): Date {
	if (!isNight(now)) return now;
	const local = new Date(now.getTime() + ahead);
	const days = hourIn(now) >= begins ? 1 : 0;
	return new Date(
		Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + days, ends) - ahead
	);
}
