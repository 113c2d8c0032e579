// A text that is searched again and again: folded once, with the way back to the original.
import { foldWithMap } from './fold.ts';

/** `starts` and `ends` as in FoldedText; both undefined, as nearly always, when folding has moved nothing. */
export type Searchable = {
	text: string;
	folded: string;
	starts: readonly number[] | undefined;
	ends: readonly number[] | undefined;
};

export function searchable(text: string): Searchable {
	const { folded, starts, ends } = foldWithMap(text);
	const moved =
		folded.length !== text.length || starts.some((start, at) => start !== at || ends[at] !== at + 1);
	return moved ? { text, folded, starts, ends } : { text, folded, starts: undefined, ends: undefined };
}

/** Shorter Latin terms must be whole words: "c" must not light up in every word. */
const SHORTEST_PREFIX = 3;

/** Nearly all Chinese, which needs no closer look. */
const isIdeograph = (unit: string) => unit >= '\u4e00' && unit <= '\u9fff';
const wordUnit = (unit: string | undefined) =>
	unit !== undefined && !isIdeograph(unit) && /[\p{L}\p{N}+#]/u.test(unit) && !/\p{Script=Han}/u.test(unit);

/** Whether the term, found at `from`, stands there as a word or as the beginning of one. Chinese may stand anywhere. */
function standsAlone(folded: string, from: number, term: string): boolean {
	const end = from + term.length;
	if (wordUnit(term[0]) && wordUnit(folded[from - 1])) return false;
	return term.length >= SHORTEST_PREFIX || !wordUnit(term.at(-1)) || !wordUnit(folded[end]);
}

/** Where a folded text says the folded term next, -1 where it does not. */
export function placeOf(folded: string, term: string, from = 0): number {
	let at = folded.indexOf(term, from);
	while (at !== -1 && !standsAlone(folded, at, term)) at = folded.indexOf(term, at + 1);
	return at;
}
