// Folding: brings spellings that a reader takes for the same into one form, for the index and for queries alike.
// Folding a part of a text gives a part of the folded text, so a search for a piece of a word always works.
// It must not be used for anything that is shown.
import { Converter } from 'opencc-js/t2cn';
import { remembered } from './remembered.ts';

const HAN = /\p{Script=Han}/u;
const MARKED = /[\u0300-\u036f]|(?=[^\0-\x7f])\p{Script=Latin}/u;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060]/g;
/** What is normalized as one: Korean letters join into syllables, marks join the character before them. */
const CLUSTER = /[\u1100-\u11ff\uffa0-\uffdc]+|[^\p{M}][\p{M}\uff9e\uff9f]*|\p{M}+/gu;

const simplified = new Map<string, string>();
let converters: Array<(text: string) => string> | undefined;

/**
 * The simplified form of one Han character. Characters are converted one by one, never by phrase: by phrase
 * the same character would differ with its neighbours, and a part of a word would no longer be found in it.
 */
function learn(character: string): string {
	converters ??= [Converter({ from: 'tw', to: 'cn' }), Converter({ from: 'hk', to: 'cn' })];
	const found = HAN.test(character)
		? (converters.map((convert) => convert(character)).find((form) => form !== character) ?? character)
		: character;
	simplified.set(character, found);
	return found;
}

function simplify(text: string): string {
	let out = '';
	for (const character of text) {
		out += character < '\u2e80' ? character : (simplified.get(character) ?? learn(character));
	}
	return out;
}

/** Everything but white space: width, case, marks on Latin letters, traditional characters. */
function foldForms(text: string): string {
	let out = text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ');
	if (MARKED.test(out)) {
		out = out
			.normalize('NFD')
			.replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
			.normalize('NFC');
	}
	if (HAN.test(out)) out = simplify(out);
	return out.replace(INVISIBLE, '');
}

/**
 * The text in its folded form: compatibility forms (full width to half), traditional Chinese to simplified,
 * lower case, Latin letters without marks, white space as single spaces and none at the ends. `+` and `#` stay.
 */
export const fold: (text: string) => string = remembered((text) =>
	foldForms(text).replace(/\s+/gu, ' ').trim()
);

/**
 * A folded text and where its parts come from: unit i of `folded` stands for the original from `starts[i]`
 * up to `ends[i]`, offsets in UTF-16 units.
 */
export type FoldedText = { folded: string; starts: number[]; ends: number[] };

/** Texts without marks and Korean letters, nearly all, are cut into characters without a search. */
const PLAIN = /^[\0-\u02ff\u2000-\u206f\u2e80-\u3029\u3030-\u3098\u30a0-\ua48c\uff01-\uff9d]*$/;

function* clusters(text: string): Generator<[from: number, cluster: string]> {
	if (PLAIN.test(text)) for (let at = 0; at < text.length; at++) yield [at, text[at]!];
	else for (const match of text.matchAll(CLUSTER)) yield [match.index, match[0]];
}

const foldedClusters = new Map<string, string>();
const mostClusters = 20_000;

/** What a cluster folds to; remembered, since a page of titles holds the same few hundred characters. */
function foldCluster(cluster: string): string {
	let folded = foldedClusters.get(cluster);
	if (folded === undefined) {
		folded = foldForms(cluster).replace(/\s/gu, ' ');
		if (foldedClusters.size < mostClusters && cluster.length <= 4) foldedClusters.set(cluster, folded);
	}
	return folded;
}

/** As `fold`, with the place in the original of every unit of the result. */
export function foldWithMap(text: string): FoldedText {
	const starts: number[] = [];
	const ends: number[] = [];
	let folded = '';
	for (const [from, cluster] of clusters(text)) {
		const end = from + cluster.length;
		const units = foldCluster(cluster);
		for (let at = 0; at < units.length; at++) {
			const unit = units[at]!;
			if (unit === ' ' && (folded === '' || folded.endsWith(' '))) {
				if (folded !== '') ends[ends.length - 1] = end;
				continue;
			}
			folded += unit;
			starts.push(from);
			ends.push(end);
		}
	}
	if (!folded.endsWith(' ')) return { folded, starts, ends };
	return { folded: folded.slice(0, -1), starts: starts.slice(0, -1), ends: ends.slice(0, -1) };
}
