// Finds the skills a text speaks of, by the names and aliases of the skill tree. Pure. It knows no skill: which
// names are ambiguous is said in recognise-words.ts.
import { generalNames, namesOfASubject } from '#lib/skills/recognise-words.ts';
import { fold } from '#lib/text/fold.ts';

export type NamedSkill = { id: string; names: readonly string[] };
export type Mention = { id: string; count: number };

type Entry = {
	name: string;
	id: string;
	latinStart: boolean;
	latinEnd: boolean;
	/** Counts in a title, or beside another name of the skill. */
	general: boolean;
	/** What the text must speak of for the name to count. */
	subject: RegExp | undefined;
};

/** Names by their first two characters, longest first. */
export type Recogniser = ReadonlyMap<string, readonly Entry[]>;

/** A text up to this length (characters) is a title: whatever it names is its subject. */
const longestTitle = 160;

const isLatin = (character: string | undefined) => character !== undefined && /[a-z0-9]/.test(character);

/**
 * Folded, and without what writers set or leave out as they like: spaces between Chinese and Latin ("C 语言"),
 * hyphens and dashes inside English terms ("brain–computer interface").
 */
export function plain(text: string): string {
	return fold(text)
		.replace(/(?<=[a-z])[-‐‑–](?=[a-z])/g, ' ')
		.replace(/(?<=\p{Script=Han}) (?=[a-z0-9])|(?<=[a-z0-9+#]) (?=\p{Script=Han})/gu, '');
}

const general = new Set(generalNames.map(plain));
const subjects = new Map(
	namesOfASubject.flatMap(({ subject, names }) => names.map((name) => [plain(name), subject]))
);

/** Prepares the names once; names of a single character are left out because ordinary text is full of them. */
export function recogniserOf(skills: Iterable<NamedSkill>): Recogniser {
	const owners = new Map<string, string>();
	const singulars = new Map<string, string>();
	for (const { id, names } of skills) {
		for (const name of names.map(plain)) {
			if (name.length > 1 && !owners.has(name)) owners.set(name, id);
			if (/ [a-z]*[^sui\W]s$/.test(name)) singulars.set(name.slice(0, -1), id);
		}
	}
	for (const [name, id] of singulars) if (!owners.has(name)) owners.set(name, id);
	const byStart = new Map<string, Entry[]>();
	for (const [name, id] of owners) {
		const start = name.slice(0, 2);
		byStart.set(start, [...(byStart.get(start) ?? []), entryOf(name, id)]);
	}
	for (const list of byStart.values()) list.sort((a, b) => b.name.length - a.name.length);
	return byStart;
}

function entryOf(name: string, id: string): Entry {
	return {
		...{ name, id, latinStart: isLatin(name[0]), latinEnd: isLatin(name.at(-1)) },
		...{ general: general.has(name) || general.has(`${name}s`), subject: subjects.get(name) }
	};
}

/**
 * The skills a text mentions and how often, most mentioned first. The longest name wins where names overlap; a
 * Latin name counts only as whole words, with a plural s allowed. What a course presupposes does not count.
 */
export function recognise(recogniser: Recogniser, text: string): Mention[] {
	const prose = plain(proseOf(text));
	const speaksOf = answers(text.toLowerCase());
	const counts = new Map<string, number>();
	const said = new Set<string>();
	for (let at = 0; at < prose.length - 1;) {
		const found = recogniser
			.get(prose.slice(at, at + 2))
			?.find((entry) => standsAt(prose, at, entry) && speaksOf(entry.subject));
		if (found) counts.set(found.id, (counts.get(found.id) ?? 0) + 1);
		if (found && !found.general) said.add(found.id);
		at += found ? found.name.length : 1;
	}
	return [...counts]
		.filter(([id]) => said.has(id) || prose.length <= longestTitle)
		.map(([id, count]) => ({ id, count }))
		.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

const languages: Record<string, string> = {
	c: 'C语言',
	go: 'Go语言',
	r: 'R语言',
	assembly: 'assembly language',
	汇编: '汇编语言'
};
const languageLine = /^[ \t>*•·-]{0,20}(?:编程语言|programming languages?)\**[ \t]*[:：]\**(.*)$/gimu;
const bareLanguage = /(?<![\p{L}\p{N}+#])(?:c|go|r|assembly|汇编)(?![\p{L}\p{N}+#])/giu;

/**
 * What of a text says what it is about: no addresses, comments, blocks of code and prerequisites. Languages with
 * names that are letters or words are written out where the text says that languages follow.
 */
function proseOf(text: string): string {
	return text
		.replace(/```[\s\S]*?```|<!--(?:(?!<!--)[\s\S])*?-->/g, ' ')
		.replace(/https?:\/\/\S+/g, ' ')
		.replace(/^[ \t>*•·-]{0,20}(?:先修|预修|前置课程|前置知识|prerequisite)[^\n]*$/gimu, ' ')
		.replace(/(?<![\p{L}\p{N}])c\/c\+\+/giu, 'C语言、C++')
		.replace(languageLine, (_, names: string) =>
			names.replace(bareLanguage, (name) => languages[name.toLowerCase()]!)
		);
}

/** Whether the text speaks of a subject, asked once for each. */
function answers(text: string): (subject: RegExp | undefined) => boolean {
	const known = new Map<RegExp, boolean>();
	return (subject) => {
		if (!subject) return true;
		if (!known.has(subject)) known.set(subject, subject.test(text));
		return known.get(subject)!;
	};
}

function standsAt(text: string, at: number, { name, latinStart, latinEnd }: Entry): boolean {
	if (!text.startsWith(name, at)) return false;
	if (latinStart && isLatin(text[at - 1])) return false;
	if (!latinEnd) return name.at(-1) !== '+' || text[at + name.length] !== '+';
	let end = at + name.length;
	if (text[end] === 's' && name.length > 2) end++;
	// "C" before "++" or "#" is another language.
	return !isLatin(text[end]) && !/^(\+\+|#)/.test(text.slice(end, end + 2));
}
