// Ways through the skill tree. A skill may have several parents; a cycle by mistake must not hang anything.
import type { SkillId, Tree } from './types.ts';
import { weights } from './weights.ts';

/** Everything above a skill, without itself. */
export function ancestors(tree: Tree, skill: SkillId): Set<SkillId> {
	const found = new Set<SkillId>();
	const open = [...tree.parents(skill)];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		if (next === skill || found.has(next)) continue;
		found.add(next);
		open.push(...tree.parents(next));
	}
	return found;
}

/** Whether children of this parent are alike enough for one to stand in for another. */
export function isFamily(tree: Tree, parent: SkillId): boolean {
	return !tree.isGroup(parent) && tree.childCount(parent) <= weights.largestFamily;
}
