// Tokens: the units in which texts are indexed and searched. Latin words and numbers are whole words, Chinese is
// cut into overlapping pairs of characters, because no dictionary knows the terms of this field.
// Works on any text (it folds first); it must not know any index or engine except how to quote for a tsvector.
import { fold } from './fold.ts';

/** Longer words are cut, in texts and queries alike: nobody types them, and an index entry has a size limit. */
const LONGEST_WORD = 64;

const RUNS =
	/(?<han>\p{Script=Han}+)|(?<word>(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}]|(?<=\w)['’.\-_‐‑](?=[a-z\d]))+(?:(?:\+\+|#)(?!(?!\p{Script=Han})\p{L}))?)/gu;
const CONNECTORS = /(?<!\d)['’.\-_‐‑]|['’.\-_‐‑](?!\d)|(?<=\d)['’\-_‐‑](?=\d)/u;

type Run = { han: string[] } | { joined: string; parts: string[] };

/** Cuts a folded text into Han runs (as characters) and words (joined, and split where hyphens or dots join them). */
function* runs(folded: string): Generator<Run> {
	for (const match of folded.matchAll(RUNS)) {
		const { han, word } = match.groups!;
		if (han !== undefined) yield { han: [...han] };
		else {
			const parts = word!
				.split(CONNECTORS)
				.map(cut)
				.filter((part) => part !== '');
			yield { joined: cut(parts.join('')), parts };
		}
	}
}

const cut = (word: string) => (word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word);

const pairs = (characters: string[]) => characters.slice(1).map((character, i) => characters[i]! + character);

/** The unbroken runs of Han characters of a text, folded, in order. */
export function hanRuns(text: string): string[] {
	return fold(text).match(/\p{Script=Han}+/gu) ?? [];
}

/**
 * The tokens of a text for an index, in order, repeated as often as they occur (so that their number is the
 * length of the text). A Han run gives its overlapping pairs and then its last character alone: every character
 * then begins a token, and a query of one character finds it by prefix. Words joined by hyphens give the joined
 * word and its parts: `brain-computer` is found as `braincomputer`, `brain` and `computer`.
 */
export function indexTokens(text: string): string[] {
	const tokens: string[] = [];
	for (const run of runs(fold(text))) {
		if ('han' in run) tokens.push(...pairs(run.han), run.han.at(-1)!);
		else if (run.parts.length > 1) tokens.push(run.joined, ...run.parts);
		else tokens.push(run.joined);
	}
	return tokens;
}

/**
 * One condition of a query. The token must occur (`prefix`: some token must begin with it), or, where `parts`
 * is not empty, all of the parts instead.
 */
export type QueryToken = { token: string; prefix: boolean; parts: string[] };

/** The conditions a text must all meet to contain the query; each once, in order. Empty for a query without words. */
export function queryTokens(text: string): QueryToken[] {
	const found = new Map<string, QueryToken>();
	const add = (token: string, prefix: boolean, parts: string[]) => {
		const key = `${token} ${parts.join(' ')}`;
		if (!found.has(key)) found.set(key, { token, prefix, parts });
	};
	for (const run of runs(fold(text))) {
		if (!('han' in run)) add(run.joined, false, run.parts.length > 1 ? run.parts : []);
		else if (run.han.length === 1) add(run.han[0]!, true, []);
		else for (const pair of pairs(run.han)) add(pair, false, []);
	}
	return [...found.values()];
}

/**
 * A token as PostgreSQL's parser leaves it whole: whatever is neither a letter nor an ASCII digit becomes `zq`,
 * its code in hexadecimal, `q`; a `zq` that was there becomes `zqq`. So `c++` is `czq2bqzq2bq`. The `e` of `1e5x`
 * is spelled out too, or the parser would take its beginning for a number.
 */
export function quoteToken(token: string): string {
	return token.replace(/zq|(?<=^\d+)e(?=\d)|[^\p{L}0-9]/gu, (part) =>
		part === 'zq' ? 'zqq' : `zq${part.codePointAt(0)!.toString(16)}q`
	);
}

/** Undoes `quoteToken`. */
export function unquoteToken(quoted: string): string {
	return quoted.replace(/zq([0-9a-f]*)q/g, (_, code: string) =>
		code === '' ? 'zq' : String.fromCodePoint(parseInt(code, 16))
	);
}

/** Tokens as a text of which `to_tsvector('simple', …)` makes exactly these tokens, quoted by `quoteToken`. */
export function toTsvectorText(tokens: readonly string[]): string {
	return tokens.map(quoteToken).join(' ');
}

/**
 * Conditions as a text for `to_tsquery('simple', …)`, all of them required; undefined when there are none, since
 * an empty query finds nothing and a missing condition finds everything.
 */
export function toTsqueryText(tokens: readonly QueryToken[]): string | undefined {
	if (tokens.length === 0) return undefined;
	return tokens
		.map(({ token, prefix, parts }) => {
			const whole = quoteToken(token) + (prefix ? ':*' : '');
			return parts.length === 0 ? whole : `(${whole} | (${parts.map(quoteToken).join(' & ')}))`;
		})
		.join(' & ');
}
