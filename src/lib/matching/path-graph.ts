// Where things are in the drawing of a pathway: steps as bars over time, from where the person stands now to where the
// path ends. Sideways in percent, so that the drawing needs no width of its own and its words keep their size.
import { daysBetween } from '#lib/i18n/text.ts';

/** `builds` are the places of steps it builds on; days as YYYY-MM-DD. */
export type GraphStep = { from: string; to: string; builds: readonly number[] };

/** Sideways in percent, downwards in pixels. */
export type Point = { x: number; y: number };
export type PathGraph = {
	height: number;
	now: Point;
	end: Point;
	/** The thin bar of each step, and where its words begin. */
	bars: { x: number; width: number; y: number; words: Point }[];
	/** Straight lines, sideways or downwards. */
	lines: { from: Point; to: Point }[];
	/** First days of months (YYYY-MM-DD) at equal distances, as many as have room. */
	months: { day: string; x: number }[];
	/** Between which heights the months' lines run. */
	plot: { top: number; bottom: number };
};

/** The sides, where the circles stand, and the plot between them. */
const [left, right] = [5, 95];
const [plotFrom, plotTo] = [10, 90];
const [headHeight, rowHeight, axisHeight, footHeight] = [44, 46, 22, 44];
/** The middle of a bar below the top of its row. */
const barMiddle = 34;
const thinnest = 1.5;
const monthsMax = 5;
/** Of more months only the first of each year is named. */
const longest = 18;

/** Steps come in order of their first day. */
export function pathGraph(steps: readonly GraphStep[], today: string): PathGraph {
	const last =
		steps
			.map(({ to }) => to)
			.sort()
			.at(-1) ?? today;
	const days = Math.max(1, daysBetween(today, last));
	const at = (day: string) => plotFrom + ((plotTo - plotFrom) * daysBetween(today, day)) / days;
	const bottom = headHeight + steps.length * rowHeight;
	const bars = steps.map(({ from, to }, row) => {
		const x = Math.min(at(from), plotTo - thinnest);
		const y = headHeight + row * rowHeight + barMiddle;
		return { x, width: Math.max(at(to) - x, thinnest), y, words: { x: plotFrom, y: y - 14 } };
	});
	const now = { x: left, y: headHeight / 2 };
	const end = { x: right, y: bottom + axisHeight + footHeight / 2 };
	return {
		...{ height: bottom + axisHeight + footHeight, now, end, bars },
		lines: linesOf(steps, bars, now, end),
		months: monthsBetween(today, last).map((day) => ({ day, x: at(day) })),
		plot: { top: headHeight, bottom }
	};
}

function linesOf(
	steps: readonly GraphStep[],
	bars: PathGraph['bars'],
	now: Point,
	end: Point
): PathGraph['lines'] {
	const lines: PathGraph['lines'] = [];
	const line = (from: Point, to: Point) => void lines.push({ from, to });
	const builtOn = new Set(steps.flatMap(({ builds }) => builds));
	const firsts = bars.filter((_, i) => steps[i]!.builds.length === 0);
	const lasts = bars.filter((_, i) => !builtOn.has(i));
	const lowest = firsts.at(-1);
	if (lowest) line(now, { x: now.x, y: lowest.y });
	for (const { x, y } of firsts) line({ x: now.x, y }, { x, y });
	const highest = lasts[0];
	if (highest) line({ x: end.x, y: highest.y }, end);
	for (const { x, width, y } of lasts) line({ x: x + width, y }, { x: end.x, y });
	steps.forEach(({ builds }, i) => {
		for (const place of builds) {
			const [before, bar] = [bars[place]!, bars[i]!];
			const corner = before.x + before.width;
			line({ x: corner, y: before.y }, { x: corner, y: bar.y });
			line({ x: corner, y: bar.y }, { x: bar.x, y: bar.y });
		}
	});
	return lines;
}

/** First days of months after one day and up to another, at most `monthsMax`, the same number of months apart. */
function monthsBetween(from: string, to: string): string[] {
	const [year, month] = from.split('-').map(Number) as [number, number];
	const all: string[] = [];
	for (let i = 0; ; i++) {
		const day = new Date(Date.UTC(year, month + i, 1)).toISOString().slice(0, 10);
		if (day > to) break;
		all.push(day);
	}
	const shown = all.length > longest ? all.filter((day) => day.slice(5, 7) === '01') : all;
	const apart = Math.ceil(shown.length / monthsMax);
	return shown.filter((_, i) => i % apart === apart - 1);
}
