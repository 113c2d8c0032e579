import { expect, test } from 'vitest';
import { count, day, monthsLater, span } from './text.ts';

test('a calendar day is written as Chinese and English readers write it, with and without the year', () => {
	expect(day('2026-09-02', {}, 'zh-CN')).toBe('2026年9月2日');
	expect(day('2026-09-02', { short: true }, 'zh-CN')).toBe('9月2日');
	expect(day('2026-11-22', {}, 'en')).toBe('22 November 2026');
	expect(day('2026-11-02', { short: true }, 'en')).toBe('2 Nov');
});

test('every day reads as Intl writes it', () => {
	for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 5 * 86_400_000) {
		const value = new Date(at).toISOString().slice(0, 10);
		const [zh, en] = ['zh-CN', 'en-GB'].map((tag) =>
			new Intl.DateTimeFormat(tag, {
				timeZone: 'UTC',
				day: 'numeric',
				month: 'long',
				year: 'numeric'
			}).format(at)
		);
		expect([day(value, {}, 'zh-CN'), day(value, {}, 'en')]).toEqual([zh, en]);
	}
});

test('from one time to another names the day once where it is the same', () => {
	const [from, soon, later] = ['2026-11-30T11:19:00Z', '2026-11-30T11:48:00Z', '2026-12-01T02:00:00Z'];
	const written = (until: string, to: 'zh-CN' | 'en') => span(new Date(from!), new Date(until), to);
	expect(written(soon!, 'zh-CN')).toBe('2026年11月30日 19:19–19:48');
	expect(written(soon!, 'en')).toBe('30 November 2026 at 19:19–19:48');
	expect(written(later!, 'zh-CN')).toBe('2026年11月30日 19:19 – 2026年12月1日 10:00');
});

test('thousands are separated, alike in both languages', () => {
	expect([count(0), count(999), count(1_000), count(1_234_567)]).toEqual(['0', '999', '1,000', '1,234,567']);
});

test('months later is the same day, or the last of a month that has no such day', () => {
	expect(monthsLater('2026-08-31', 6)).toBe('2027-02-28');
	expect(monthsLater('2027-08-31', 6)).toBe('2028-02-29');
	expect(monthsLater('2026-12-31', 6)).toBe('2027-06-30');
	expect(monthsLater('2026-11-30', 6)).toBe('2027-05-30');
	expect(monthsLater('2026-07-01', 6)).toBe('2027-01-01');
});
