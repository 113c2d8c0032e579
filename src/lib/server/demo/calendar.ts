// Dates of the demo marketplace, relative to the day it is loaded (Asia/Shanghai).

const dayLength = 86_400_000;
const shanghaiDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' });

export type Calendar = {
	/** The day so many days from today, as YYYY-MM-DD; negative is past. */
	day: (inDays: number) => string;
	/** The moment so many whole days before now. */
	ago: (days: number) => Date;
	/** The month so many months before this one, as YYYY-MM. */
	month: (ago: number) => string;
};

export function calendarOf(now: Date): Calendar {
	const today = Date.parse(shanghaiDay.format(now));
	return {
		day: (inDays) => new Date(today + inDays * dayLength).toISOString().slice(0, 10),
		ago: (days) => new Date(now.getTime() - days * dayLength),
		month: (ago) => {
			const first = new Date(today);
			return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - ago, 1))
				.toISOString()
				.slice(0, 7);
		}
	};
}
