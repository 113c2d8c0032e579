// Reads of the skill tree for its pages: the names come from the directory in memory, the numbers from the rows.
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { skillDirectory, type SkillDirectory, type SkillEntry } from '#lib/server/skills/directory.ts';

export type SkillName = { id: string; zh: string; en: string };
/** `roles`: open roles that ask for it. `offers`: open courses and bases that give it. */
export type CountedSkill = SkillName & { roles: number; offers: number };
/** A skill under two families appears under both. `skills` of a group hang on it directly. */
export type SkillFamily = CountedSkill & { skills: CountedSkill[] };
export type SkillGroup = CountedSkill & { families: SkillFamily[]; skills: CountedSkill[] };

/** The whole tree in the order of its file, with counts of open listings that name each skill itself. */
export async function skillTree(db: Database): Promise<SkillGroup[]> {
	const [directory, counts] = await Promise.all([skillDirectory(db), skillCounts(db)]);
	const below = childrenOf(directory);
	const counted = ({ id, zh, en }: SkillEntry): CountedSkill => ({
		id,
		zh,
		en,
		...(counts.get(id) ?? { roles: 0, offers: 0 })
	});
	const under = (id: string, depth: number) => (below.get(id) ?? []).filter((entry) => entry.depth === depth);
	return directory.all
		.filter(({ depth }) => depth === 1)
		.map((group) => ({
			...counted(group),
			families: under(group.id, 2).map((family) => ({
				...counted(family),
				skills: under(family.id, 3).map(counted)
			})),
			skills: under(group.id, 3).map(counted)
		}));
}

async function skillCounts(db: Database) {
	const rows = await reader(db)<{ id: string; roles: number; offers: number }[]>`
		select s.skill_id as id,
			count(distinct l.id) filter (where l.kind = 'role' and s.relation in ('required', 'preferred'))::int as roles,
			count(distinct l.id) filter (where s.relation in ('taught', 'practised'))::int as offers
		from listing_skills s join listings l on l.id = s.listing_id and l.state = 'open'
		group by s.skill_id`;
	return new Map(rows.map(({ id, roles, offers }) => [id, { roles, offers }]));
}

function childrenOf(directory: SkillDirectory): Map<string, SkillEntry[]> {
	const below = new Map<string, SkillEntry[]>();
	for (const entry of directory.all) {
		for (const parent of directory.tree.parents(entry.id))
			below.set(parent, [...(below.get(parent) ?? []), entry]);
	}
	return below;
}

export type SkillPage = SkillName & {
	depth: number;
	/** Other names, without the two above. */
	aliases: string[];
	identifiers: string[];
	parents: SkillName[];
	children: SkillName[];
	siblings: SkillName[];
	/** The skill and everything under it: what the numbers and lists of the page are about. */
	within: string[];
};

/** A skill with its names and its place in the tree. */
export async function skillPage(db: Database, id: string): Promise<SkillPage | undefined> {
	const directory = await skillDirectory(db);
	const entry = directory.get(id);
	if (!entry) return undefined;
	const below = childrenOf(directory);
	const within = descendants(below, id);
	const parents = directory.tree.parents(id).flatMap((parent) => directory.get(parent) ?? []);
	const siblings = parents.filter(({ depth }) => depth > 1).flatMap((parent) => below.get(parent.id) ?? []);
	return {
		...nameOf(entry),
		depth: entry.depth,
		aliases: entry.aliases.filter((alias) => alias !== entry.zh && alias !== entry.en),
		parents: parents.map(nameOf),
		children: (below.get(id) ?? []).map(nameOf),
		siblings: [...new Set(siblings)].filter((sibling) => sibling.id !== id).map(nameOf),
		within,
		identifiers: await identifiersOf(db, id)
	};
}

function descendants(below: Map<string, SkillEntry[]>, id: string): string[] {
	const found = new Set([id]);
	for (const each of found) for (const child of below.get(each) ?? []) found.add(child.id);
	return [...found];
}

const nameOf = ({ id, zh, en }: SkillEntry): SkillName => ({ id, zh, en });

async function identifiersOf(db: Database, id: string): Promise<string[]> {
	const [row] = await reader(db)<
		{ identifiers: string[] }[]
	>`select identifiers from skills where id = ${id}`;
	return row?.identifiers ?? [];
}
