// The part of a long text that says the words of a query, to be shown in their place.
import { foldWithMap } from './fold.ts';
import { placeOf } from './highlight.ts';

/** A text that can be searched again and again; `starts` as in FoldedText, undefined when nothing has moved. */
export type Searchable = { text: string; folded: string; starts: number[] | undefined };

export function searchable(text: string): Searchable {
	const { folded, starts } = foldWithMap(text);
	const moved = folded.length !== text.length || starts.some((start, at) => start !== at);
	return { text, folded, starts: moved ? starts : undefined };
}

/** A word with the other names that stand for it, folded. */
export type Word = readonly string[];

/** Whether a folded text says the word by any of its names. */
export const says = (folded: string, word: Word): boolean =>
	word.some((name) => placeOf(folded, name) !== -1);

/** About a line and a half of a row. A Chinese character is as wide as two letters. */
const [widest, widestBefore] = [150, 30];
/** So much of a word that is begun is finished. */
const longestRest = 20;
const WIDE = /[\u2e80-\u9fff\uff00-\uff60]/;
const SENTENCE_END = /[。！？；!?\n]/;
const LETTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

const widthOf = (unit: string) => (WIDE.test(unit) ? 2 : 1);
const isLowSurrogate = (unit: string | undefined) =>
	unit !== undefined && unit >= '\udc00' && unit <= '\udfff';
const isInWord = (text: string, at: number) =>
	[text[at - 1], text[at]].every((unit) => unit !== undefined && LETTER.test(unit) && !HAN.test(unit));

/** The part of the text around the first of the words; undefined when it says none of them. */
export function excerptOf({ text, folded, starts }: Searchable, words: readonly Word[]): string | undefined {
	const places = words.flat().map((name) => placeOf(folded, name));
	const place = Math.min(...places.filter((at) => at !== -1));
	return place === Infinity ? undefined : around(text, starts?.[place] ?? place);
}

/** From the beginning of the sentence or shortly before the place, with an ellipsis where something is left out. */
function around(text: string, at: number): string {
	let from = at;
	let before = 0;
	while (from > 0 && before < widestBefore && !SENTENCE_END.test(text[from - 1]!))
		before += widthOf(text[--from]!);
	while (from < at && (isInWord(text, from) || isLowSurrogate(text[from]))) from++;
	let to = from;
	for (let width = 0; to < text.length && width < widest; to++) width += widthOf(text[to]!);
	const last = to + longestRest;
	while (to < last && (isInWord(text, to) || isLowSurrogate(text[to]))) to++;
	const cut = from > 0 && !SENTENCE_END.test(text[from - 1]!);
	return `${cut ? '…' : ''}${text.slice(from, to).trim()}${to < text.length ? '…' : ''}`;
}
