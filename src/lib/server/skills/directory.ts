// The skill tree in memory: to find a skill by any of its names, to recognise skills in a text, and for matching.
// Every process reads it from the database and reads it again after a change (lock.ts) and after a minute, so nothing
// here is the only copy.
import { asc } from 'drizzle-orm';
import type { Tree } from '#lib/matching/types.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { skillAliases, skillParents, skills, skillSuccessors } from '#lib/server/skills/table.ts';
import { fold } from '#lib/text/fold.ts';
import { initials, pinyin } from '#lib/text/pinyin.ts';

export type SkillEntry = { id: string; zh: string; en: string; depth: number; aliases: string[] };

export type SkillDirectory = {
	get(id: string): SkillEntry | undefined;
	/** The id that stands for this one now: another one where the skill was merged. */
	present(id: string): string;
	all: readonly SkillEntry[];
	tree: Tree;
	/** The skill with this id, name or alias, whatever its case, width or script; undefined when there is none. */
	resolve(name: string): SkillEntry | undefined;
	/** Skills for what was typed, best first: names that begin with it, then pinyin, initials, then any part. */
	suggest(typed: string, limit: number): SkillEntry[];
};

const maxAge = 60_000;
const cache = new WeakMap<object, { directory: Promise<SkillDirectory>; readAt: number }>();

export function skillDirectory(db: Database): Promise<SkillDirectory> {
	const known = cache.get(db);
	if (known && Date.now() - known.readAt < maxAge) return known.directory;
	const directory = readDirectory(db);
	cache.set(db, { directory, readAt: Date.now() });
	directory.catch(() => cache.delete(db));
	return directory;
}

/** Forgets what was read, so that the next call reads the tree anew. */
export function forgetSkills(db: Database): void {
	cache.delete(db);
}

export async function readDirectory(db: Database | Transaction): Promise<SkillDirectory> {
	const rows = await db.select().from(skills).orderBy(asc(skills.position), asc(skills.id));
	const aliasRows = await db.select().from(skillAliases);
	const parentRows = await db.select().from(skillParents);
	const successors = await db.select().from(skillSuccessors);
	const presentOf = new Map(successors.map(({ oldId, skillId }) => [oldId, skillId]));
	const entries = new Map<string, SkillEntry>();
	for (const { id, zh, en, depth } of rows) entries.set(id, { id, zh, en, depth, aliases: [] });
	const byName = new Map(successors.map(({ oldId, skillId }) => [fold(oldId), skillId]));
	for (const { folded, skillId, alias } of aliasRows) {
		byName.set(folded, skillId);
		entries.get(skillId)?.aliases.push(alias);
	}
	for (const { id, zh, en } of entries.values()) for (const name of [id, zh, en]) byName.set(fold(name), id);
	const keys = searchKeys(entries.values());
	return {
		get: (id) => entries.get(id),
		present: (id) => presentOf.get(id) ?? id,
		all: [...entries.values()],
		tree: treeOf(entries, parentRows),
		resolve: (name) => entries.get(byName.get(fold(name)) ?? ''),
		suggest: (typed, limit) => suggest(keys, fold(typed), limit)
	};
}

function treeOf(
	entries: ReadonlyMap<string, SkillEntry>,
	rows: readonly { skillId: string; parentId: string }[]
): Tree {
	const parents = new Map<string, string[]>();
	const children = new Map<string, number>();
	for (const { skillId, parentId } of rows) {
		parents.set(skillId, [...(parents.get(skillId) ?? []), parentId]);
		children.set(parentId, (children.get(parentId) ?? 0) + 1);
	}
	return {
		parents: (skill) => parents.get(skill) ?? [],
		childCount: (skill) => children.get(skill) ?? 0,
		isGroup: (skill) => entries.get(skill)?.depth === 1
	};
}

type SearchKey = { entry: SkillEntry; names: string[]; sounds: string[] };

function searchKeys(entries: Iterable<SkillEntry>): SearchKey[] {
	return [...entries].map((entry) => {
		const names = [entry.zh, entry.en, ...entry.aliases];
		const sounds = names
			.filter((name) => /\p{Script=Han}/u.test(name))
			.flatMap((name) => [pinyin(name), initials(name)]);
		return { entry, names: names.map(fold), sounds };
	});
}

/** Lower is better: 0 the whole name, 1 begins with it, 2 sounds so, 3 begins to sound so, 4 contains it, 5 not at all. */
function distance({ names, sounds }: SearchKey, typed: string): number {
	if (names.includes(typed)) return 0;
	if (names.some((name) => name.startsWith(typed))) return 1;
	if (sounds.includes(typed)) return 2;
	if (typed.length > 1 && sounds.some((sound) => sound.startsWith(typed))) return 3;
	return typed.length > 1 && names.some((name) => name.includes(typed)) ? 4 : 5;
}

function suggest(keys: readonly SearchKey[], typed: string, limit: number): SkillEntry[] {
	if (typed === '') return [];
	return keys
		.map((key) => ({ entry: key.entry, distance: distance(key, typed) }))
		.filter((found) => found.distance < 5)
		.sort(
			(a, b) => a.distance - b.distance || b.entry.depth - a.entry.depth || (a.entry.id < b.entry.id ? -1 : 1)
		)
		.slice(0, limit)
		.map(({ entry }) => entry);
}
