// Which skills can stand in for which, for finding rows that can score at all: exactly the pairs with κ above 0.
// The numbers are bounds to cut a long list by, never scores.
import { ancestors, isFamily } from './tree.ts';
import type { Idf, SkillId, Tree } from './types.ts';
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

/** Skills that a listing may ask for and this profile meets at least in part, each with the most it can use. */
export function asksNear(
	tree: Tree,
	children: Children,
	idf: Idf,
	profile: readonly SkillId[]
): Map<SkillId, number> {
	const near = new Map<SkillId, number>();
	for (const skill of profile) {
		for (const [asked, kappa] of neighbours(tree, children, skill, ancestors(tree, skill), children(skill)))
			near.set(asked, Math.max(near.get(asked) ?? 0, kappa * idf(skill)));
	}
	return near;
}

/** Skills of a profile that meet one of these needs at least in part, each with the most it can cover. */
export function skillsNear(
	tree: Tree,
	children: Children,
	idf: Idf,
	asked: readonly SkillId[]
): Map<SkillId, number> {
	const near = new Map<SkillId, number>();
	for (const skill of asked) {
		for (const [own, kappa] of neighbours(
			tree,
			children,
			skill,
			descendants(children, skill),
			tree.parents(skill)
		))
			near.set(own, Math.max(near.get(own) ?? 0, kappa * idf(skill)));
	}
	return near;
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
