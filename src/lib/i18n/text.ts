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

const formats = new Map<string, Intl.DateTimeFormat>();

/** A calendar day ('YYYY-MM-DD'): 2026年11月22日, or 22 November 2026. `short` leaves out the year. */
export function day(value: string, options: { short?: boolean } = {}, to: Locale = locale()): string {
	const key = `${to}${options.short ? 's' : 'l'}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(to === 'en' ? 'en-GB' : 'zh-CN', {
			timeZone: 'UTC',
			day: 'numeric',
			month: options.short && to === 'en' ? 'short' : 'long',
			...(options.short ? {} : { year: 'numeric' })
		});
		formats.set(key, format);
	}
	return format.format(new Date(`${value}T00:00:00Z`));
}

/** Today's calendar day in Nanjing, as 'YYYY-MM-DD'. */
export function dayInNanjing(now: Date): string {
	return new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Whole days from one calendar day to another (negative when it has passed). */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** A number with thousands separators, alike in both languages. */
export function count(value: number): string {
	return value.toLocaleString('en');
}
