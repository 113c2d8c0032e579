// Finds the skills a text speaks of, by the names and aliases of the skill tree. Pure: the names come in folded.
import { fold } from '#lib/text/fold.ts';

export type NamedSkill = { id: string; names: readonly string[] };
export type Mention = { id: string; count: number };

/** Names by their first two characters, longest first. */
export type Recogniser = ReadonlyMap<
	string,
	readonly { name: string; id: string; latinStart: boolean; latinEnd: boolean }[]
>;

const isLatin = (character: string | undefined) => character !== undefined && /[a-z0-9]/.test(character);

/** Prepares the names once; names of a single character are left out because ordinary text is full of them. */
export function recogniserOf(skills: Iterable<NamedSkill>): Recogniser {
	const byStart = new Map<string, { name: string; id: string; latinStart: boolean; latinEnd: boolean }[]>();
	for (const { id, names } of skills) {
		for (const name of new Set(names.map(fold))) {
			if (name.length < 2) continue;
			const entry = { name, id, latinStart: isLatin(name[0]), latinEnd: isLatin(name.at(-1)) };
			const start = name.slice(0, 2);
			const list = byStart.get(start);
			if (list) list.push(entry);
			else byStart.set(start, [entry]);
		}
	}
	for (const list of byStart.values()) list.sort((a, b) => b.name.length - a.name.length);
	return byStart;
}

/**
 * The skills a text mentions and how often, most mentioned first. The longest name wins where names overlap; a
 * Latin name counts only as whole words, with a plural s allowed.
 */
export function recognise(recogniser: Recogniser, text: string): Mention[] {
	const folded = fold(text.replace(/https?:\/\/\S+/g, ' '));
	const counts = new Map<string, number>();
	for (let at = 0; at < folded.length - 1;) {
		const found = recogniser.get(folded.slice(at, at + 2))?.find((entry) => standsAt(folded, at, entry));
		if (found) counts.set(found.id, (counts.get(found.id) ?? 0) + 1);
		at += found ? found.name.length : 1;
	}
	return [...counts]
		.map(([id, count]) => ({ id, count }))
		.sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

function standsAt(
	text: string,
	at: number,
	{ name, latinStart, latinEnd }: { name: string; latinStart: boolean; latinEnd: boolean }
): boolean {
	if (!text.startsWith(name, at)) return false;
	if (latinStart && isLatin(text[at - 1])) return false;
	if (!latinEnd) return name.at(-1) !== '+' || text[at + name.length] !== '+';
	let end = at + name.length;
	if (text[end] === 's' && name.length > 3) end++;
	// "C" before "++" or "#" is another language.
	return !isLatin(text[end]) && !/^(\+\+|#)/.test(text.slice(end, end + 2));
}
