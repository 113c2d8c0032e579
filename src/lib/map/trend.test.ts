import { expect, test } from 'vitest';
import { shownDays } from '#lib/map/trend.ts';

const days = (from: string, n: number, step = 1) =>
	Array.from({ length: n }, (_, i) =>
		new Date(Date.parse(from) + i * step * 86_400_000).toISOString().slice(0, 10)
	);

test('the first weeks are shown by their last day, Sunday', () => {
	expect(shownDays(days('2026-11-02', 16))).toEqual(['2026-11-08', '2026-11-15', '2026-11-17']);
});

test('a longer time is shown by the last day of each month, at most eighteen of them', () => {
	expect(shownDays(days('2026-01-01', 200)).slice(0, 2)).toEqual(['2026-01-31', '2026-02-28']);
	expect(shownDays(days('2023-01-01', 1_000))).toHaveLength(18);
});

test('nothing is shown where nothing was counted', () => {
	expect(shownDays([])).toEqual([]);
});
