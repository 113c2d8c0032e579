// A talent made ready to be compared with many roles: for every skill asked for, which skills of the profile
// stand in for it, worked out once and kept. Holds no result about any role.
import { distinctSkills, levelOf } from './levels.ts';
import { ancestors, isFamily } from './tree.ts';
import type { Idf, Relatedness, SkillId, TalentSkill, Tree } from './types.ts';
import { weights } from './weights.ts';

/** A skill of the profile near a skill asked for; `index` is its place in `skills`. */
type Near = { index: number; relatedness: Relatedness; kappa: number };

/** How far the profile meets a need: c(s) from 0 to 1, and by which skill; undefined when by none. */
export type Cover = { share: number; via?: { skill: TalentSkill; relatedness: Relatedness } };

/** What is known about a skill asked for: its weights w(s), the profile's skills near it, and c(s) by level. */
export type Asked = {
	readonly required: number;
	readonly preferred: number;
	readonly near: readonly Near[];
	/** Level from 1 to 4. */
	cover(level: number): Cover;
};

export type PreparedTalent = {
	/** Each skill once, in order of the id. */
	readonly skills: readonly TalentSkill[];
	/** What each of `skills` weighs in use. */
	readonly useWeights: readonly number[];
	readonly tree: Tree;
	asked(skill: SkillId): Asked;
	/** c(s) for a skill asked for at a level from 1 to 4. */
	cover(skill: SkillId, level: number): Cover;
};

const NONE: Cover = { share: 0 };

/** Makes a talent ready; the skills may repeat and come in any order. Cheap: the work is done on first asking. */
export function prepareTalent(tree: Tree, idf: Idf, talentSkills: readonly TalentSkill[]): PreparedTalent {
	const skills = distinctSkills(talentSkills);
	const nearTo = neighbourhood(tree, skills);
	const known = new Map<SkillId, Asked>();
	const asked = (skill: SkillId) => {
		let entry = known.get(skill);
		if (entry === undefined) {
			entry = askedOf(skills, nearTo(skill), usable(idf(skill)));
			known.set(skill, entry);
		}
		return entry;
	};
	const cover = (skill: SkillId, level: number) => asked(skill).cover(level);
	const useWeights = skills.map(({ skill }) => useWeightOf(usable(idf(skill))));
	return { skills, useWeights, tree, asked, cover };
}

/** A weight that cannot be counted with would make every sum meaningless: it counts as 1. */
export const usable = (weight: number) => (weight > 0 && Number.isFinite(weight) ? weight : 1);

/** What a skill of weight `idf` weighs in use. */
export const useWeightOf = (idf: number) => idf ** weights.useExponent;

/** The skills of the profile with κ above 0 for a skill, each with its closest relation. */
function neighbourhood(tree: Tree, skills: readonly TalentSkill[]): (skill: SkillId) => Near[] {
	const own = new Map(skills.map(({ skill }, index) => [skill, index]));
	const under = new Map<SkillId, number[]>();
	const children = new Map<SkillId, number[]>();
	const note = (map: Map<SkillId, number[]>, key: SkillId, index: number) => {
		const list = map.get(key);
		if (list === undefined) map.set(key, [index]);
		else list.push(index);
	};
	skills.forEach(({ skill }, index) => {
		for (const above of ancestors(tree, skill)) note(under, above, index);
		for (const parent of tree.parents(skill)) if (isFamily(tree, parent)) note(children, parent, index);
	});
	return (skill) => {
		const found = new Map<number, Relatedness>();
		const add = (index: number | undefined, relatedness: Relatedness) => {
			if (index !== undefined && !found.has(index)) found.set(index, relatedness);
		};
		add(own.get(skill), 'same');
		for (const index of under.get(skill) ?? []) add(index, 'narrower');
		for (const parent of tree.parents(skill)) add(own.get(parent), 'broader');
		for (const parent of tree.parents(skill))
			for (const index of children.get(parent) ?? []) add(index, 'sibling');
		return [...found].map(([index, relatedness]) => ({
			index,
			relatedness,
			kappa: weights.kappa[relatedness]
		}));
	};
}

function askedOf(skills: readonly TalentSkill[], near: readonly Near[], idf: number): Asked {
	const covers: Array<Cover | undefined> = [];
	const required = idf * weights.need.required;
	const preferred = idf * weights.need.preferred;
	return { required, preferred, near, cover: (level) => (covers[level] ??= bestCover(skills, near, level)) };
}

/** The best of those near; ties go to the closer skill, then the stronger evidence, then the first id. */
function bestCover(skills: readonly TalentSkill[], near: readonly Near[], level: number): Cover {
	let best = NONE;
	let bestOrder = [0, 0, 0, 0];
	for (const { index, relatedness, kappa } of near) {
		const skill = skills[index]!;
		const share = kappa * Math.min(1, levelOf(skill.level) / level);
		const order = [share, kappa, weights.evidence[skill.evidence], -index];
		if (best === NONE || comesFirst(order, bestOrder)) {
			best = { share, via: { skill, relatedness } };
			bestOrder = order;
		}
	}
	return best;
}

function comesFirst(a: readonly number[], b: readonly number[]): boolean {
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! > b[i]!;
	return false;
}
