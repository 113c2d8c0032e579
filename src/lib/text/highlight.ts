// Marks the words of a query in a shown text. The text stays as it was written; only the comparing is folded.
import { fold } from './fold.ts';
import { placeOf, type Searchable } from './searchable.ts';

/** Parts of a text: from, to, from, to …, ascending, in UTF-16 units. */
export type Marks = number[];

/**
 * Where texts say the terms; undefined where one says none. Terms match regardless of case, width, marks and
 * traditional characters; Latin terms from the beginning of a word. Hits that overlap or touch are one.
 */
export function marker(terms: readonly string[]): (whole: Searchable) => Marks | undefined {
	const folds = [...new Set(terms.map(fold))].filter((term) => term !== '');
	return (whole) => joined(folds.flatMap((term) => hits(whole, term)));
}

type Range = [from: number, to: number];

function hits({ folded, starts, ends }: Searchable, term: string): Range[] {
	const found: Range[] = [];
	for (let at = placeOf(folded, term); at !== -1; at = placeOf(folded, term, at + 1)) {
		const last = at + term.length - 1;
		found.push([starts?.[at] ?? at, ends?.[last] ?? last + 1]);
	}
	return found;
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

/** The marks of a text that lie within a part of it, as places of that part. */
export function marksWithin(marks: Marks | undefined, from: number, to: number): Marks | undefined {
	const within: Marks = [];
	for (let at = 0; at < (marks?.length ?? 0); at += 2) {
		const [start, end] = [Math.max(marks![at]!, from), Math.min(marks![at + 1]!, to)];
		if (start < end) within.push(start - from, end - from);
	}
	return within.length > 0 ? within : undefined;
}
