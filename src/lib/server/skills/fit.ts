// Fits the data file to the tree as operators have made it: what they merged stays merged, what they named and placed
// stays so, and what the file says of the others hangs where there is room.
import { sql } from 'drizzle-orm';
import type { Transaction } from '#lib/server/db/client.ts';
import type { FileSkill } from '#lib/server/skills/file.ts';
import type { HeldPart } from '#lib/skills/types.ts';

export type TreeAsIs = {
	/** Parents of every skill that is there. */
	parents: ReadonlyMap<string, readonly string[]>;
	held: ReadonlyMap<string, readonly HeldPart[]>;
	/** Folded names of the skills whose names operators have changed. */
	owners: ReadonlySet<string>;
	/** What a merged skill's id stands for. */
	successors: ReadonlyMap<string, string>;
};

export async function treeAsIs(tx: Transaction): Promise<TreeAsIs> {
	const rows = await tx.execute<{ id: string; held: HeldPart[]; parents: string[] }>(sql`
		select s.id, s.held, array(select parent_id from skill_parents p where p.skill_id = s.id order by 1) as parents
		from skills s`);
	const named = await tx.execute<{ folded: string }>(sql`
		select a.folded from skill_aliases a join skills s on s.id = a.skill_id and 'names' = any(s.held)`);
	const merged = await tx.execute<{ id: string; to: string }>(
		sql`select old_id as id, skill_id as to from skill_successors`
	);
	return {
		parents: new Map(rows.map(({ id, parents }) => [id, parents])),
		held: new Map(rows.map(({ id, held }) => [id, held])),
		owners: new Set(named.map(({ folded }) => folded)),
		successors: new Map(merged.map(({ id, to }) => [id, to]))
	};
}

/** The file's skills that are still there, with parents and depth that hold in the tree; of whom it may say the names, and the place. */
export function fitToTree(file: readonly FileSkill[], tree: TreeAsIs) {
	const { held, successors } = tree;
	const holds = (id: string, part: HeldPart) => held.get(id)?.includes(part) ?? false;
	const there = file.filter(({ id }) => !successors.has(id));
	const wanted = new Map(tree.parents);
	for (const { id, parents } of there) {
		if (holds(id, 'parents')) continue;
		const present = parents.map((parent) => successors.get(parent) ?? parent);
		wanted.set(
			id,
			[...new Set(present)].filter((parent) => parent !== id)
		);
	}
	for (const { id } of there) if (!holds(id, 'parents')) makeRoom(wanted, tree.parents, id);
	const all = there.map((skill) => ({
		...skill,
		parents: [...(wanted.get(skill.id) ?? [])],
		depth: depthIn(wanted, skill.id)
	}));
	return {
		all,
		named: all.filter(({ id }) => !holds(id, 'names')),
		placed: all.filter(({ id }) => !holds(id, 'parents'))
	};
}

type Parents = Map<string, readonly string[]>;

/**
 * Where the file's place for a skill would make a ring or a fourth level, because operators moved what is above it: it
 * stays where it was, and a new one hangs beside what it was to hang on.
 */
function makeRoom(wanted: Parents, before: ReadonlyMap<string, readonly string[]>, id: string): void {
	if (fits(wanted, id)) return;
	const asked = wanted.get(id)!;
	const beside = [...new Set(asked.flatMap((parent) => wanted.get(parent) ?? []))].filter(
		(one) => one !== id
	);
	for (const parents of [before.get(id), beside]) {
		if (!parents?.length) continue;
		wanted.set(id, parents);
		if (fits(wanted, id)) return;
	}
	throw new Error(`skills.csv: ${id} does not fit into the tree that operators have made`);
}

const fits = (parents: Parents, id: string) => {
	const depth = depthIn(parents, id);
	return depth >= 1 && depth <= 3;
};

/** 1 without parents; 0 in a ring or below a fourth level. */
function depthIn(parents: Parents, id: string, below = 0): number {
	if (below > 3) return 0;
	const above = (parents.get(id) ?? []).map((parent) => depthIn(parents, parent, below + 1));
	if (above.includes(0)) return 0;
	return 1 + Math.max(0, ...above);
}
