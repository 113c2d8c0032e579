// A small skill tree and random cases for the tests of the match. Not for the product.
import fc from 'fast-check';
import { idfOf } from './idf.ts';
import type { Need, SkillId, TalentSkill, Tree } from './types.ts';

/** Builds a tree from child → parents; `groups` are the top. */
export function treeOf(parents: Record<SkillId, SkillId[]>, groups: SkillId[]): Tree {
	const children = Map.groupBy(
		Object.values(parents)
			.flat()
			.map((parent) => ({ parent })),
		({ parent }) => parent
	);
	return {
		parents: (skill) => parents[skill] ?? [],
		childCount: (skill) => children.get(skill)?.length ?? 0,
		isGroup: (skill) => groups.includes(skill)
	};
}

/** Signals (group) holds eeg and imaging; under eeg are erp, ssvep and p300 (under erp); software holds python and cpp. */
export const sampleTree = treeOf(
	{
		eeg: ['signals'],
		imaging: ['signals'],
		erp: ['eeg'],
		ssvep: ['eeg'],
		p300: ['erp'],
		fnirs: ['imaging'],
		languages: ['software'],
		python: ['languages'],
		cpp: ['languages']
	},
	['signals', 'software']
);

export const sampleIdf = idfOf(
	100,
	new Map([
		['eeg', 40],
		['erp', 5],
		['ssvep', 3],
		['p300', 1],
		['fnirs', 8],
		['python', 60],
		['cpp', 20]
	])
);

export const sampleSkills = [
	'eeg',
	'erp',
	'ssvep',
	'p300',
	'fnirs',
	'imaging',
	'python',
	'cpp',
	'unheard-of'
];

const level = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, null);

export const anySkill: fc.Arbitrary<TalentSkill> = fc.record({
	skill: fc.constantFrom(...sampleSkills),
	level,
	evidence: fc.constantFrom('stated' as const, 'document' as const, 'verified' as const)
});

export const anyNeed: fc.Arbitrary<Need> = fc.record({
	skill: fc.constantFrom(...sampleSkills, 'asked-only'),
	relation: fc.constantFrom('required' as const, 'preferred' as const),
	level
});

export const anyProfile = fc.array(anySkill, { maxLength: 10 });
export const anyNeeds = fc.array(anyNeed, { maxLength: 12 });

/** Shorthands for examples. */
export const has = (
	skill: SkillId,
	level: TalentSkill['level'] = 4,
	evidence: TalentSkill['evidence'] = 'stated'
) => ({
	skill,
	level,
	evidence
});
export const needs = (
	skill: SkillId,
	level: Need['level'] = null,
	relation: Need['relation'] = 'required'
) => ({
	skill,
	relation,
	level
});
