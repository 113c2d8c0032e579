// What a query means: its parts in order, each a name that is understood, a phrase or a word, wanted or not. Pure but
// for what the lexicon knows; it must not ask any engine.
import { isSmallWord, withoutPromises } from '#lib/search/everyday-words.ts';
import type { Lexicon, Meaning } from '#lib/server/search/lexicon.ts';
import { fold } from '#lib/text/fold.ts';
import { anyOf, containing, type Expression } from '#lib/text/tokens.ts';

export type Part = {
	/** As it was typed, folded. */
	text: string;
	as: Meaning['as'] | 'word' | 'phrase';
	/** What it names; empty for words and phrases. */
	values: string[];
	/** Tags of which a document may have any, the first meant first; none for skills and organizations. */
	tags: string[];
	/** What a document must hold for it. */
	holds: Expression;
	/** With a minus before it: documents that hold it are left out. */
	without: boolean;
	/** Words that it is taken for, because no document holds it. */
	meant: string[];
	/** The texts by which documents are ranked, and other names that count less. */
	says: string[];
	names: string[];
};

const QUOTED = /[“”„«»「」『』]/gu;
/** A phrase between quotes, or anything up to a space; either with a minus before it. */
const PIECES = /(?<minus>(?<=^| )[-−])?(?:"(?<phrase>[^"]*)"?|(?<plain>[^\s"]+))/gu;

/** The parts of a query. `plain` are parts that stand for themselves, however well they are understood. */
export function understand(q: string, plain: readonly string[], lexicon: Lexicon): Part[] {
	const asIs = new Set(plain.map(fold));
	const parts: Part[] = [];
	let run: string[] = [];
	const end = () => {
		if (run.length > 0) parts.push(...readRun(run.join(' '), asIs, lexicon));
		run = [];
	};
	for (const match of fold(q.replace(QUOTED, '"')).matchAll(PIECES)) {
		const { minus, phrase, plain: word } = match.groups!;
		if (phrase === undefined && minus === undefined) {
			run.push(word!);
			continue;
		}
		end();
		if (phrase !== undefined) parts.push(...asWords(phrase.trim(), 'phrase', minus !== undefined));
		else parts.push(...readRun(word!, asIs, lexicon).map((part) => ({ ...part, without: true })));
	}
	end();
	return withoutIdle(parts);
}

type Match = { from: number; to: number; meaning: Meaning };

/** Parts of a run of words without quotes: the longest names in it, and the words between them. */
function readRun(text: string, asIs: ReadonlySet<string>, lexicon: Lexicon): Part[] {
	const folded = withoutPromises(text);
	const parts: Part[] = [];
	let done = 0;
	const words = (to: number) => {
		for (const word of folded.slice(done, to).split(' ')) parts.push(...asWords(word, 'word', false));
	};
	for (const { from, to, meaning } of namesIn(folded, asIs, lexicon)) {
		words(from);
		parts.push(named(folded.slice(from, to), meaning, lexicon));
		done = to;
	}
	words(folded.length);
	return parts;
}

/** The names in a folded text that do not overlap, from left to right, the longest at each place. */
function namesIn(folded: string, asIs: ReadonlySet<string>, lexicon: Lexicon): Match[] {
	const matches: Match[] = [];
	for (let at = 0; at < folded.length;) {
		const found = lexicon.at(folded, at);
		const to = at + (found?.name.length ?? 1);
		if (found && !asIs.has(found.name)) matches.push({ from: at, to, meaning: found.meaning });
		at = to;
	}
	return matches.filter((match, place) => standsAlone(folded, match, matches[place + 1]));
}

/**
 * Whether a name in Chinese is not the beginning of another word: 在线 in 在线控制 is no way of teaching. Skills and
 * organizations are themselves wherever they stand, and so are the full names of districts.
 */
function standsAlone(folded: string, { from, to, meaning }: Match, next: Match | undefined): boolean {
	if (meaning.as === 'skill' || meaning.as === 'organization') return true;
	if (meaning.as === 'district' && folded[to - 1] === '区') return true;
	return next?.from === to || !HAN.test(folded[to] ?? '') || !HAN.test(folded[from]!);
}
const HAN = /\p{Script=Han}/u;

/** Names of a skill that a text may say instead. */
const mostNames = 12;

const namedParts = new WeakMap<Meaning, Map<string, Part>>();

/** A part that names something, put together once for as long as the names are kept. */
function named(text: string, meaning: Meaning, lexicon: Lexicon): Part {
	let known = namedParts.get(meaning);
	if (!known) namedParts.set(meaning, (known = new Map()));
	let part = known.get(text);
	if (!part) known.set(text, (part = partOf(text, meaning, lexicon)));
	return part;
}

function partOf(text: string, { as, values, tags }: Meaning, lexicon: Lexicon): Part {
	const said =
		as === 'skill' ? [text, ...values.flatMap((id) => lexicon.namesOf(id))].slice(0, mostNames) : [];
	if (as === 'organization') said.push(text);
	const texts = [...new Set(said)].flatMap((name) => containing(name) ?? []);
	const main = as === 'skill' ? values.flatMap((id) => lexicon.namesOf(id).slice(0, 2)) : [];
	// An alias often says less or more than the name of the skill.
	const says = main.includes(text) ? main : [text];
	return {
		text,
		as,
		values,
		tags: as === 'skill' || as === 'organization' ? [] : tags,
		holds: anyOf([...tags, ...texts]),
		without: false,
		meant: [],
		says: as === 'skill' ? [...new Set([text, ...says])] : [],
		names: said
	};
}

/** A part that means what a sound means. */
export function sounding(part: Part, meaning: Meaning, lexicon: Lexicon): Part {
	const understood = named(part.text, meaning, lexicon);
	// Documents do not say the sound itself.
	const says = understood.names.filter((name) => name !== part.text).slice(0, 2);
	return { ...understood, without: part.without, says: understood.as === 'skill' ? says : [] };
}

/** The same part, taken for other words. */
export function taken(part: Part, meant: string[]): Part {
	return { ...part, meant, says: meant, holds: { any: [part.holds, ...meant] } };
}

function asWords(text: string, as: 'word' | 'phrase', without: boolean): Part[] {
	const holds = containing(text, as === 'phrase');
	if (holds === undefined) return [];
	return [{ text, as, values: [], tags: [], holds, without, meant: [], says: [text], names: [] }];
}

const ONE_CHARACTER = /^\p{Script=Han}$/u;

/** Leaves out what says nothing beside the rest: small words, and single characters left between names. */
function withoutIdle(parts: Part[]): Part[] {
	const telling = parts.filter(
		({ as, text }) => as !== 'word' || !(isSmallWord(text) || (ONE_CHARACTER.test(text) && parts.length > 1))
	);
	return unique(telling.length > 0 ? telling : parts);
}

const unique = (parts: Part[]) => [
	...new Map(parts.map((part) => [`${part.without} ${part.as} ${part.text}`, part])).values()
];
