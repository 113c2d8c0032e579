// Marks the words of a query in a shown text. The text stays as it was written; only the comparing is folded.
import { fold, foldWithMap } from './fold.ts';

export type Segment = { text: string; hit: boolean };

/** Shorter Latin terms must be whole words: "c" must not light up in every word. */
const SHORTEST_PREFIX = 3;

const wordUnit = (unit: string | undefined) =>
	unit !== undefined && /[\p{L}\p{N}+#]/u.test(unit) && !/\p{Script=Han}/u.test(unit);

/** Whether the term, found at `from`, stands there as a word or as the beginning of one. Chinese may stand anywhere. */
function standsAlone(folded: string, from: number, term: string): boolean {
	const end = from + term.length;
	if (wordUnit(term[0]) && wordUnit(folded[from - 1])) return false;
	return term.length >= SHORTEST_PREFIX || !wordUnit(term.at(-1)) || !wordUnit(folded[end]);
}

/** Where a folded text says the folded term first, -1 where it does not. */
export function placeOf(folded: string, term: string): number {
	let at = folded.indexOf(term);
	while (at !== -1 && !standsAlone(folded, at, term)) at = folded.indexOf(term, at + 1);
	return at;
}

/** Where the folded terms occur in the original, as sorted ranges that may overlap. */
function ranges(text: string, folds: readonly string[]): Array<[number, number]> {
	const { folded, starts, ends } = foldWithMap(text);
	const found: Array<[number, number]> = [];
	for (const term of folds) {
		for (let at = folded.indexOf(term); at !== -1; at = folded.indexOf(term, at + 1)) {
			if (standsAlone(folded, at, term)) found.push([starts[at]!, ends[at + term.length - 1]!]);
		}
	}
	return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/**
 * The text in segments that together are the text, those that match a term marked. Terms match regardless of case,
 * width, marks and traditional characters; Latin terms from the beginning of a word. No segment is empty.
 */
export function highlight(text: string, terms: readonly string[]): Segment[] {
	return highlighter(terms)(text);
}

/** As `highlight`, for many texts: the terms are folded once. */
export function highlighter(terms: readonly string[]): (text: string) => Segment[] {
	const folds = [...new Set(terms.map(fold))].filter((term) => term !== '');
	return (text) => segments(text, ranges(text, folds));
}

function segments(text: string, found: ReadonlyArray<[number, number]>): Segment[] {
	const cut: Segment[] = [];
	const push = (from: number, to: number, hit: boolean) => {
		if (from < to) cut.push({ text: text.slice(from, to), hit });
	};
	let done = 0;
	let open: [number, number] | undefined;
	const close = () => {
		if (open === undefined) return;
		push(done, open[0], false);
		push(open[0], open[1], true);
		done = open[1];
	};
	for (const [from, to] of found) {
		if (open !== undefined && from <= open[1]) open[1] = Math.max(open[1], to);
		else {
			close();
			open = [from, to];
		}
	}
	close();
	push(done, text.length, false);
	return cut;
}
