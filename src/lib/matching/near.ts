// Which skills can stand in for which, for finding what can score at all: exactly the pairs with κ above 0.
import { ancestors, isFamily } from './tree.ts';
import type { SkillId, Tree } from './types.ts';
import { weights } from './weights.ts';

/** The tree the other way round. */
export type Children = (skill: SkillId) => readonly SkillId[];

export function childrenOf(tree: Tree, all: Iterable<SkillId>): Children {
	const children = new Map<SkillId, SkillId[]>();
	for (const skill of all) {
		for (const parent of tree.parents(skill)) {
			const list = children.get(parent);
			if (list) list.push(skill);
			else children.set(parent, [skill]);
		}
	}
	return (skill) => children.get(skill) ?? [];
}

/** Skills that a listing may ask for and that this profile meets at least in part. */
export function asksNear(tree: Tree, children: Children, profile: readonly SkillId[]): Set<SkillId> {
	const near = new Set<SkillId>();
	for (const skill of profile) {
		const found = neighbours(tree, children, skill, ancestors(tree, skill), children(skill));
		for (const asked of found.keys()) near.add(asked);
	}
	return near;
}

/** Skills that can stand in for one that is asked for, each with its κ. */
export function standIns(tree: Tree, children: Children, asked: SkillId): Map<SkillId, number> {
	return neighbours(tree, children, asked, descendants(children, asked), tree.parents(asked));
}

/** Everything under a skill, without itself. */
export function descendants(children: Children, skill: SkillId): Set<SkillId> {
	const found = new Set<SkillId>();
	const open = [...children(skill)];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (next === skill || found.has(next)) continue;
		found.add(next);
		open.push(...children(next));
	}
	return found;
}

function neighbours(
	tree: Tree,
	children: Children,
	skill: SkillId,
	far: Iterable<SkillId>,
	close: Iterable<SkillId>
): Map<SkillId, number> {
	const found = new Map<SkillId, number>();
	for (const parent of tree.parents(skill)) {
		if (isFamily(tree, parent))
			for (const sibling of children(parent)) found.set(sibling, weights.kappa.sibling);
	}
	for (const other of close) found.set(other, weights.kappa.broader);
	for (const other of far) found.set(other, weights.kappa.narrower);
	return found.set(skill, weights.kappa.same);
}
