// The part of a long text that says the words of a query, to be shown in their place.
import { placeOf, type Searchable } from './searchable.ts';

/** A word with the other names that stand for it, folded. */
export type Word = readonly string[];

/** Whether a folded text says the word by any of its names. */
export const says = (folded: string, word: Word): boolean =>
	word.some((name) => placeOf(folded, name) !== -1);

/** About two lines of a row. A Chinese character is as wide as two letters. */
const [widest, widestBefore] = [120, 30];
/** So much of a word that is begun is finished. */
const longestRest = 20;
const SENTENCE_ENDS = '。！？；!?\n';
const LETTER = /[\p{L}\p{N}]/u;
const HAN = /\p{Script=Han}/u;

/** Chinese and what is as wide, by the code of a unit. */
const widthOf = (code: number) =>
	(code >= 0x2e80 && code <= 0x9fff) || (code >= 0xff00 && code <= 0xff60) ? 2 : 1;
const isLowSurrogate = (unit: string | undefined) =>
	unit !== undefined && unit >= '\udc00' && unit <= '\udfff';
const isOfWord = (unit: string | undefined) => unit !== undefined && LETTER.test(unit) && !HAN.test(unit);
const isInWord = (text: string, at: number) => isOfWord(text[at - 1]) && isOfWord(text[at]);

/** A part of a text, in UTF-16 units, and what is said where something is left out: an ellipsis or nothing. */
export type Excerpt = { before: string; from: number; to: number; after: string };

/** The part of the text around the first of the words; undefined when it says none of them. */
export function excerptOf({ text, folded, starts }: Searchable, words: readonly Word[]): Excerpt | undefined {
	let first = Infinity;
	for (const word of words)
		for (const name of word) {
			const place = placeOf(folded, name);
			if (place !== -1 && place < first) first = place;
		}
	return first === Infinity ? undefined : around(text, starts?.[first] ?? first);
}

/**
 * From the beginning of the sentence or shortly before the place, at most to the end of the line; without white space at
 * the ends.
 */
function around(text: string, at: number): Excerpt {
	let from = at;
	let width = 0;
	while (from > 0 && width < widestBefore && !SENTENCE_ENDS.includes(text[from - 1]!))
		width += widthOf(text.charCodeAt(--from));
	while (from < at && (isInWord(text, from) || isLowSurrogate(text[from]))) from++;
	let to = from;
	for (width = 0; to < text.length && width < widest && text[to] !== '\n'; to++)
		width += widthOf(text.charCodeAt(to));
	const last = to + longestRest;
	while (to < last && (isInWord(text, to) || isLowSurrogate(text[to]))) to++;
	const before = from > 0 && !SENTENCE_ENDS.includes(text[from - 1]!) ? '…' : '';
	const after = to < text.length && text[to] !== '\n' ? '…' : '';
	while (from < to && isSpace(text, from)) from++;
	while (to > from && isSpace(text, to - 1)) to--;
	return { before, from, to, after };
}

const isSpace = (text: string, at: number) => /\s/.test(text[at]!);
