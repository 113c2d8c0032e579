// Texts that people write in one or two languages, and numbers and dates as each language writes them.
import { locale, type Locale } from '#lib/i18n/locale.ts';

export type Picked = { text: string; lang: Locale | undefined };

/** The text in the reader's language, else the other one with its `lang`; both may be absent. */
export function pick(zh: string | null, en: string | null, to: Locale = locale()): Picked {
	const first = to === 'en' ? en : zh;
	if (first) return { text: first, lang: undefined };
	const second = to === 'en' ? zh : en;
	return second ? { text: second, lang: to === 'en' ? 'zh-CN' : 'en' } : { text: '', lang: undefined };
}

/** What stands between a sentence and what follows it on its line: nothing in Chinese, whose full stop has its own room. */
export const gap = (): string => (locale() === 'en' ? ' ' : '');

const monthsOf = (month: 'long' | 'short') =>
	Array.from({ length: 12 }, (_, i) =>
		new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month }).format(Date.UTC(2026, i))
	);
const months = { long: monthsOf('long'), short: monthsOf('short') };

/**
 * A calendar day ('YYYY-MM-DD'): 2026年11月22日, or 22 November 2026. `short` leaves out the year; `brief` shortens the
 * month only (22 Nov 2026). Put together by hand: lists are full of days, and Intl takes longer over one than a row does.
 */
export function day(
	value: string,
	options: { short?: boolean; brief?: boolean } = {},
	to: Locale = locale()
): string {
	const year = value.slice(0, 4);
	const month = Number(value.slice(5, 7));
	const date = Number(value.slice(8, 10));
	if (to === 'en') {
		const name = months[options.short || options.brief ? 'short' : 'long'][month - 1];
		return options.short ? `${date} ${name}` : `${date} ${name} ${year}`;
	}
	return options.short ? `${month}月${date}日` : `${year}年${month}月${date}日`;
}

/** A month ('YYYY-MM'): 2026年11月, or November 2026. */
export function month(value: string, to: Locale = locale()): string {
	const year = value.slice(0, 4);
	const number = Number(value.slice(5, 7));
	return to === 'en' ? `${months.long[number - 1]} ${year}` : `${year}年${number}月`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** A point in time by the clock of Nanjing: 2026年11月22日 14:05, or 22 November 2026 at 14:05. */
export function moment(value: Date, to: Locale = locale()): string {
	let format = formats.get(`${to}m`);
	if (!format) {
		format = new Intl.DateTimeFormat(to === 'en' ? 'en-GB' : 'zh-CN', {
			timeZone: 'Asia/Shanghai',
			dateStyle: 'long',
			timeStyle: 'short'
		});
		formats.set(`${to}m`, format);
	}
	return format.format(value);
}

/** From a point in time to a later one; on the same day of Nanjing the day stands once. */
export function span(from: Date, until: Date, to: Locale = locale()): string {
	if (dayInNanjing(from) !== dayInNanjing(until)) return `${moment(from, to)} – ${moment(until, to)}`;
	const clock = new Date(until.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
	return `${moment(from, to)}–${clock}`;
}

/** Today's calendar day in Nanjing, as 'YYYY-MM-DD'. */
export function dayInNanjing(now: Date): string {
	return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The same day so many months later, or the last of that month where it has no such day: 31 August + 6 is 28 February. */
export function monthsLater(day: string, months: number): string {
	const later = new Date(`${day}T00:00:00Z`);
	const date = later.getUTCDate();
	later.setUTCDate(1);
	later.setUTCMonth(later.getUTCMonth() + months);
	const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
	later.setUTCDate(Math.min(date, last));
	return later.toISOString().slice(0, 10);
}

/** Whole days from one calendar day to another (negative when it has passed). */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

const numbers = new Intl.NumberFormat('en');

/** A number with thousands separators, alike in both languages. */
export function count(value: number): string {
	return Number.isInteger(value) && value >= 0 && value < 1_000 ? String(value) : numbers.format(value);
}
