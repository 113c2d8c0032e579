import { expect, test } from 'vitest';
import { pathGraph, type GraphStep } from './path-graph.ts';

const today = '2026-12-01';
const steps: GraphStep[] = [
	{ from: '2026-12-11', to: '2026-12-31', builds: [] },
	{ from: '2026-12-20', to: '2027-03-11', builds: [] },
	{ from: '2027-01-10', to: '2027-02-10', builds: [0] }
];

test('bars lie within the plot in proportion to their days, one below the other', () => {
	const { bars, plot, height } = pathGraph(steps, today);
	expect(bars.map(({ x }) => Math.round(x))).toEqual([18, 25, 42]);
	expect(bars[1]!.x + bars[1]!.width).toBeCloseTo(90);
	expect(bars.every(({ x, width }) => x >= 10 && x + width <= 90.001 && width > 0)).toBe(true);
	expect(bars.map(({ y }) => y)).toEqual([...bars.map(({ y }) => y)].sort((a, b) => a - b));
	expect(bars.at(-1)!.y).toBeLessThan(plot.bottom);
	expect(plot.bottom).toBeLessThan(height);
});

test('lines run sideways or downwards: from now to first steps, from what is built on, and to the end', () => {
	const { lines, bars, now, end } = pathGraph(steps, today);
	expect(lines.every(({ from, to }) => from.x === to.x || from.y === to.y)).toBe(true);
	const ends = (x: number) => lines.filter(({ from, to }) => from.x === x || to.x === x);
	expect(ends(now.x)).toHaveLength(3);
	expect(ends(end.x)).toHaveLength(3);
	const corner = bars[0]!.x + bars[0]!.width;
	expect(ends(corner)).toEqual([
		{ from: { x: corner, y: bars[0]!.y }, to: { x: corner, y: bars[2]!.y } },
		{ from: { x: corner, y: bars[2]!.y }, to: { x: bars[2]!.x, y: bars[2]!.y } }
	]);
});

test('a day is a bar that can be seen, and years do not crowd the months', () => {
	const long = pathGraph(
		[
			{ from: '2026-12-11', to: '2026-12-11', builds: [] },
			{ from: '2026-12-20', to: '2029-12-11', builds: [] }
		],
		today
	);
	expect(long.bars[0]!.width).toBeGreaterThan(1);
	expect(long.months.map(({ day }) => day)).toEqual(['2027-01-01', '2028-01-01', '2029-01-01']);
	expect(pathGraph([{ from: today, to: today, builds: [] }], today).months).toEqual([]);
	expect(pathGraph([], today).bars).toEqual([]);
});
