import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '#lib/i18n/generated/runtime.js';
import {
	allowanceText,
	daysLeftText,
	feeText,
	payText,
	periodText,
	placesText,
	seatsText
} from '#lib/listings/words.ts';

const read = (language: 'zh-CN' | 'en') => overwriteGetLocale(() => language);
afterEach(() => read('zh-CN'));

const pay = (
	from: number | null,
	to: number | null,
	unit: 'hour' | 'day' | 'month' | 'year' | null,
	months: number | null = null
) => payText({ from, to, unit, months });

describe('pay as people in China write it', () => {
	it('shows a day’s pay in yuan and a month’s in thousands', () => {
		expect(pay(220, 280, 'day')).toBe('220–280 元/天');
		expect(pay(20_000, 32_000, 'month', 14)).toBe('20–32K · 14 薪');
		expect(pay(8_500, 12_000, 'month', 12)).toBe('8.5–12K');
	});

	it('shows a year’s pay in ten thousands, and one number where both ends are the same', () => {
		expect(pay(300_000, 450_000, 'year')).toBe('30–45 万元/年');
		expect(pay(150, 150, 'day')).toBe('150 元/天');
	});

	it('does not round what is no round number', () => {
		expect(pay(2_950, 3_050, 'month')).toBe('2,950–3,050 元/月');
	});

	it('says so when nothing is stated', () => {
		expect(pay(null, null, null)).toBe('薪酬未注明');
	});

	it('reads in English with the unit', () => {
		read('en');
		expect(pay(20_000, 32_000, 'month', 14)).toBe('¥20–32K/month × 14');
		expect(pay(300_000, 450_000, 'year')).toBe('¥300–450K/year');
		expect(pay(220, 280, 'day')).toBe('¥220–280/day');
	});
});

describe('fees, places and days', () => {
	it('tells free from unsaid', () => {
		expect([feeText(0), feeText(3_200), feeText(null)]).toEqual(['免费', '3,200 元', '学费未注明']);
		expect([allowanceText(0), allowanceText(3_000), allowanceText(null)]).toEqual([
			'无补贴',
			'补贴 3,000 元/月',
			''
		]);
	});

	it('says full instead of zero left', () => {
		expect([seatsText(9), seatsText(0), placesText(3, 12), placesText(0, 12)]).toEqual([
			'剩 9 席',
			'已满',
			'剩 3 / 12 名额',
			'已满'
		]);
	});

	it('counts one day as one day in English and names the last day', () => {
		read('en');
		expect([daysLeftText(2), daysLeftText(1), daysLeftText(0)]).toEqual([
			'2 days left',
			'1 day left',
			'Closes today'
		]);
	});

	it('names the year of a period once when it is the same', () => {
		expect(periodText('2027-03-02', '2027-05-30')).toBe('2027年3月2日–5月30日');
		expect(periodText('2026-12-20', '2027-01-10')).toBe('2026年12月20日–2027年1月10日');
		read('en');
		expect(periodText('2027-03-02', '2027-05-30')).toBe('2 Mar – 30 May 2027');
		expect(periodText('2026-09-20', '2027-01-10')).toBe('20 Sept 2026 – 10 Jan 2027');
	});
});
