// Terms: the units in which texts are indexed and searched. Latin words are stems; Chinese is cut into overlapping
// pairs of characters and single ones, because no dictionary knows the terms of this field.
// Works on any text (it folds first); it must not know any index or engine.
import { fold } from './fold.ts';
import { remembered } from './remembered.ts';
import { stem } from './stem.ts';

/** Longer words are cut, in texts and queries alike: nobody types them, and an index entry has a size limit. */
const LONGEST_WORD = 64;

/** Han runs, or words. */
const RUNS =
	/(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}]|(?<=\w)['’.\-_‐‑](?=[a-z\d]))+(?:(?:\+\+|#)(?!(?!\p{Script=Han})\p{L}))?)/gu;
const CONNECTORS = /(?<!\d)['’.\-_‐‑]|['’.\-_‐‑](?!\d)|(?<=\d)['’\-_‐‑](?=\d)/u;

/** A word that nothing joins. */
const PLAIN = /^[a-z\d]+$/;

type Run = { han: string[] } | { joined: string; parts: string[] };

/** Cuts a folded text into Han runs (as characters) and words (joined, and split where hyphens or dots join them). */
function* runs(folded: string): Generator<Run> {
	for (const match of folded.matchAll(RUNS)) {
		const [, han, word] = match;
		if (han !== undefined) yield { han: [...han] };
		else {
			if (PLAIN.test(word!)) {
				const joined = stem(cut(word!));
				yield { joined, parts: [joined] };
				continue;
			}
			const parts = word!
				.split(CONNECTORS)
				.filter((part) => part !== '')
				.map((part) => stem(cut(part)));
			yield { joined: parts.length === 1 ? parts[0]! : stem(cut(word!.split(CONNECTORS).join(''))), parts };
		}
	}
}

const cut = (word: string) => (word.length > LONGEST_WORD ? [...word].slice(0, LONGEST_WORD).join('') : word);

const pairs = (characters: string[]) => characters.slice(1).map((character, i) => characters[i]! + character);
/** Two neighbouring Latin words as one term, for phrases. */
const bound = (first: string, second: string) => `${first} ${second}`;

/** The terms of a text for an index, and how many words it has: a pair of characters counts as one. */
export type IndexTerms = { terms: string[]; length: number };

/**
 * A Han run gives its characters and its overlapping pairs; words joined by hyphens give the joined word and its
 * parts (`brain-computer` is found as `braincomputer`, `brain` and `computer`); neighbouring Latin words are bound.
 * Terms are repeated as often as they occur.
 */
export function indexTerms(text: string): IndexTerms {
	const terms: string[] = [];
	let length = 0;
	let before: string | undefined;
	for (const run of runs(fold(text))) {
		if ('han' in run) {
			const { han } = run;
			for (const character of han) terms.push(character);
			for (let at = 1; at < han.length; at++) terms.push(han[at - 1]! + han[at]!);
			length += Math.max(han.length - 1, 1);
			before = undefined;
			continue;
		}
		if (run.parts.length > 1) terms.push(run.joined);
		for (const part of run.parts) {
			terms.push(part);
			if (before !== undefined) terms.push(bound(before, part));
			before = part;
		}
		length += run.parts.length;
	}
	return { terms, length };
}

/** What a document must hold: a term, all or any of several, or not. */
export type Expression = string | { all: Expression[] } | { any: Expression[] } | { not: Expression };

/**
 * What a document must hold to contain the text: a Chinese word as all its pairs, a compound joined or in parts; as
 * a phrase also its Latin words side by side. Undefined for a text of signs alone.
 */
export function containing(text: string, phrase = false): Expression | undefined {
	const all: Expression[] = [];
	let before: string | undefined;
	for (const run of runs(fold(text))) {
		if ('han' in run) {
			all.push(...(run.han.length === 1 ? run.han : pairs(run.han)));
			before = undefined;
			continue;
		}
		all.push(run.parts.length > 1 ? { any: [run.joined, { all: run.parts }] } : run.joined);
		for (const part of run.parts) {
			if (phrase && before !== undefined) all.push(bound(before, part));
			before = part;
		}
	}
	if (all.length === 0) return undefined;
	return all.length === 1 ? all[0] : { all: unique(all) };
}

const unique = (all: Expression[]) => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];

/**
 * Any of these, without those that say no more than another: what holds 脑电图 holds 脑电, which is enough. The fewer
 * there are, the faster an engine finds. Of none it is nothing, which is never asked.
 */
export function anyOf(all: readonly Expression[]): Expression {
	const needs = all.map(termsOf);
	const isNeedless = (own: ReadonlySet<string> | undefined, place: number) =>
		own !== undefined &&
		needs.some(
			(other, at) =>
				at !== place &&
				other !== undefined &&
				(other.size < own.size || (other.size === own.size && at < place)) &&
				[...other].every((term) => own.has(term))
		);
	const any = all.filter((_, place) => !isNeedless(needs[place], place));
	return any.length === 1 ? any[0]! : { any };
}

/** The terms that an expression asks for together; undefined for anything else than that. */
function termsOf(expression: Expression): ReadonlySet<string> | undefined {
	if (typeof expression === 'string') return new Set([expression]);
	if (!('all' in expression)) return undefined;
	const terms = expression.all.filter((one) => typeof one === 'string');
	return terms.length === expression.all.length ? new Set(terms) : undefined;
}

/** What a term of each sort is worth when documents are ranked, measured with `npm run eval`. */
const worth = { pair: 1, word: 1, character: 1, bound: 0.3 };

/** The terms of a text by which documents are ranked, each once with its worth. */
export const rankingTerms: (text: string) => ReadonlyMap<string, number> = remembered((text) => {
	const found = new Map<string, number>();
	let before: string | undefined;
	for (const run of runs(fold(text))) {
		if ('han' in run) {
			for (const character of run.han) found.set(character, worth.character);
			for (const pair of pairs(run.han)) found.set(pair, worth.pair);
			before = undefined;
			continue;
		}
		if (run.parts.length > 1) found.set(run.joined, worth.word);
		for (const part of run.parts) {
			found.set(part, worth.word);
			if (before !== undefined) found.set(bound(before, part), worth.bound);
			before = part;
		}
	}
	return found;
});
