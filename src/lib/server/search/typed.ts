// The words of a search as they were typed, without one of their parts. The parts are folded; what stays of the words
// is as it was.
import type { Part } from '#lib/server/search/understand.ts';
import { fold, foldWithMap } from '#lib/text/fold.ts';

const QUOTES = /["“”„«»「」『』＂]/gu;
const PHRASE = /(?<![-−－])"([^"]*)"?/gu;
const EXCLUDED = /(?<=^|\s)[-−－](?:"[^"]*"?|[^\s"]+)/gu;

type Typed = Pick<Part, 'text' | 'as' | 'without'>;

/** The words without a part: without the piece of an excluded one, else without its characters. */
export function wordsWithout(q: string, part: Typed): string {
	const text = q.replace(QUOTES, '"');
	if (part.without) return tidy(cutPiece(text, EXCLUDED, (piece) => fold(piece).includes(part.text), ''));
	if (part.as === 'phrase') return tidy(cutPiece(text, PHRASE, (piece) => isPhrase(piece, part), ''));
	const { folded, starts, ends } = foldWithMap(text);
	const at = folded.indexOf(part.text);
	if (at === -1) return q;
	return tidy(`${text.slice(0, starts[at])} ${text.slice(ends[at + part.text.length - 1])}`);
}

/** The words with a phrase as simple words. */
export function wordsUnquoted(q: string, part: Typed): string {
	const text = q.replace(QUOTES, '"');
	return tidy(cutPiece(text, PHRASE, (piece) => isPhrase(piece, part), '$1'));
}

const isPhrase = (piece: string, { text }: Typed) => fold(piece.replaceAll('"', '')) === text;

function cutPiece(text: string, pieces: RegExp, wanted: (piece: string) => boolean, instead: string): string {
	const piece = [...text.matchAll(pieces)].find(([found]) => wanted(found));
	if (!piece) return text;
	const kept = instead === '$1' ? piece[1]! : instead;
	return text.slice(0, piece.index) + kept + text.slice(piece.index + piece[0].length);
}

const tidy = (text: string) => text.replace(/\s+/gu, ' ').trim();
