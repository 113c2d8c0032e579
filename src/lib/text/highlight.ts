// Marks the words of a query in a shown text. The text stays as it was written; only the comparing is folded.
import { placeOf, type Searchable } from './searchable.ts';

/** Parts of a text: from, to, from, to …, ascending, in UTF-16 units. */
export type Marks = number[];

/** Says where a text, or the part of it from one place to another, says the terms; undefined where it says none. */
export type Marker = (whole: Searchable, from?: number, to?: number) => Marks | undefined;

/**
 * Marks terms, which are folded, regardless of case, width, marks and traditional characters; Latin ones from the
 * beginning of a word. Hits that overlap or touch are one. Of a part only what lies within it, as places of that part.
 */
export function marker(terms: readonly string[]): Marker {
	const folds = [...new Set(terms)].filter((term) => term !== '');
	return (whole, from = 0, to = whole.text.length) => {
		const found: Range[] = [];
		for (const term of folds) addHits(found, whole, term, from, to);
		return within(joined(found), from, to);
	};
}

type Range = [from: number, to: number];

/** Adds those that reach into the part; of a text that folding has moved, all of them. */
function addHits(
	found: Range[],
	{ folded, starts, ends }: Searchable,
	term: string,
	from: number,
	to: number
): void {
	const [first, end] = starts ? [0, Infinity] : [Math.max(0, from - term.length), to];
	for (let at = placeOf(folded, term, first); at !== -1 && at < end; at = placeOf(folded, term, at + 1)) {
		const last = at + term.length - 1;
		found.push([starts?.[at] ?? at, ends?.[last] ?? last + 1]);
	}
}

function joined(ranges: Range[]): Marks | undefined {
	if (ranges.length === 0) return undefined;
	const marks: Marks = [];
	for (const [from, to] of ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
		const end = marks.at(-1);
		if (end === undefined || from > end) marks.push(from, to);
		else if (to > end) marks[marks.length - 1] = to;
	}
	return marks;
}

function within(marks: Marks | undefined, from: number, to: number): Marks | undefined {
	if (marks === undefined || (from === 0 && marks.at(-1)! <= to)) return marks;
	const found: Marks = [];
	for (let at = 0; at < marks.length; at += 2) {
		const [start, end] = [Math.max(marks[at]!, from), Math.min(marks[at + 1]!, to)];
		if (start < end) found.push(start - from, end - from);
	}
	return found.length > 0 ? found : undefined;
}
