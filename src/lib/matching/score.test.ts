import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idfOf } from './idf.ts';
import { prepareTalent } from './prepared.ts';
import { compareRanked, rankOf, scoreRole } from './score.ts';
import {
	anyNeed,
	anyNeeds,
	anyProfile,
	anySkill,
	has,
	needs,
	sampleIdf,
	sampleTree,
	treeOf
} from './testing.ts';
import type { Need, TalentSkill, Tree } from './types.ts';

const prepare = (skills: readonly TalentSkill[], tree: Tree = sampleTree) =>
	prepareTalent(tree, sampleIdf, skills);
const cover = (skill: string, level: number, ...skills: TalentSkill[]) => prepare(skills).cover(skill, level);
const others = [has('x1'), has('x2'), has('x3')];
/** Coverage of a profile that is long enough to be scored. */
const coverage = (profile: readonly TalentSkill[], asked: readonly Need[]) => {
	const score = scoreRole(prepare([...profile, ...others]), asked);
	return score.state === 'scored' ? score.coverage : undefined;
};

describe('how far one skill stands in for another', () => {
	it('is wholly for the same skill, by the level', () => {
		expect(cover('eeg', 4, has('eeg', 4)).share).toBe(1);
		expect(cover('eeg', 4, has('eeg', 3)).share).toBe(0.75);
		expect(cover('eeg', 2, has('eeg', 4)).share).toBe(1);
	});

	it('is half for anything under it, and for its direct parent', () => {
		expect(cover('eeg', 1, has('p300'))).toMatchObject({ share: 0.5, via: { relatedness: 'narrower' } });
		expect(cover('p300', 1, has('erp'))).toMatchObject({ share: 0.5, via: { relatedness: 'broader' } });
		expect(cover('p300', 1, has('eeg')).share).toBe(0);
	});

	it('is a quarter for a sibling, unless the parent is a group', () => {
		expect(cover('ssvep', 1, has('erp'))).toMatchObject({ share: 0.25, via: { relatedness: 'sibling' } });
		expect(cover('imaging', 1, has('eeg')).share).toBe(0);
	});

	it('is nothing for a sibling in a family of more than 40', () => {
		const family = (size: number) =>
			treeOf(Object.fromEntries(Array.from({ length: size }, (_, i) => [`s${i}`, ['f']])), []);
		expect(prepare([has('s0')], family(40)).cover('s1', 1).share).toBe(0.25);
		expect(prepare([has('s0')], family(41)).cover('s1', 1).share).toBe(0);
	});

	it('is nothing for an empty profile and for a skill the tree does not know', () => {
		expect(cover('eeg', 1)).toEqual({ share: 0 });
		expect(cover('unheard-of', 1, has('eeg')).share).toBe(0);
		expect(cover('unheard-of', 1, has('unheard-of')).share).toBe(1);
	});

	it('takes the best skill, and of equal ones the better documented', () => {
		expect(cover('eeg', 4, has('eeg', 1), has('erp', 4)).via).toMatchObject({ skill: { skill: 'erp' } });
		expect(cover('eeg', 1, has('erp'), has('ssvep', 4, 'verified')).via).toMatchObject({
			skill: { skill: 'ssvep' }
		});
	});

	it('survives a cycle in the tree', () => {
		const cycle = treeOf({ a: ['b'], b: ['a'] }, []);
		expect(prepare([has('a')], cycle).cover('b', 1).share).toBe(0.5);
	});
});

describe('the score', () => {
	it('adds up by weight, preferred needs at half', () => {
		const equal = () => 1;
		const talent = prepareTalent(sampleTree, equal, [has('eeg', 2), has('x1'), has('x2')]);
		const score = scoreRole(talent, [needs('eeg', 4), needs('python'), needs('fnirs', 1, 'preferred')]);
		expect(score).toMatchObject({ state: 'scored', coverage: 0.2 });
		expect(score).toMatchObject({ use: 0.333333333333 });
	});

	it('uses a skill that is only preferred by half, and weighs rare skills more', () => {
		const idf = (skill: string) => (skill === 'eeg' ? 4 : 1);
		const talent = prepareTalent(sampleTree, idf, [has('eeg'), has('x1'), has('x2')]);
		const rare = 4 ** 1.75;
		const use = (...asked: Need[]) => {
			const score = scoreRole(talent, asked);
			return score.state === 'scored' ? score.use : undefined;
		};
		expect(use(needs('eeg'))).toBeCloseTo(rare / (rare + 2));
		expect(use(needs('eeg', 1, 'preferred'))).toBeCloseTo(rare / (rare + 2) / 2);
		expect(use(needs('eeg', 1, 'preferred'), needs('eeg'))).toBeCloseTo(rare / (rare + 2));
	});

	it('counts an absent level as 1', () => {
		expect(coverage([has('eeg', 1)], [needs('eeg', null)])).toBe(1);
		expect(coverage([has('eeg', null)], [needs('eeg', 2)])).toBe(0.5);
	});

	it('has states of its own for too little data', () => {
		expect(scoreRole(prepare([has('eeg'), has('erp')]), [needs('eeg')])).toEqual({ state: 'few-skills' });
		expect(scoreRole(prepare([has('eeg'), has('eeg'), has('erp')]), [needs('eeg')])).toEqual({
			state: 'few-skills'
		});
		expect(scoreRole(prepare([]), [])).toEqual({ state: 'no-needs' });
		expect(scoreRole(prepare(others), [])).toEqual({ state: 'no-needs' });
	});

	it('is 0 and scored when nothing fits', () => {
		expect(scoreRole(prepare(others), [needs('eeg')])).toEqual({
			state: 'scored',
			coverage: 0,
			use: 0,
			evidence: 0
		});
	});

	it('never falls in coverage by another skill or a higher level', () => {
		fc.assert(
			fc.property(anyProfile, anySkill, anyNeeds, (profile, more, asked) => {
				fc.pre(asked.length > 0);
				expect(coverage([...profile, more], asked)).toBeGreaterThanOrEqual(coverage(profile, asked)!);
			})
		);
		fc.assert(
			fc.property(anyProfile, anyNeeds, fc.nat(), (profile, asked, at) => {
				fc.pre(asked.length > 0 && profile.length > 0);
				const raised = profile.map((entry, i) =>
					i === at % profile.length ? { ...entry, level: 4 as const } : entry
				);
				expect(coverage(raised, asked)).toBeGreaterThanOrEqual(coverage(profile, asked)!);
			})
		);
	});

	it('does not depend on order or repetition', () => {
		const shuffled = fc.tuple(anyProfile, anyNeeds).chain(([profile, asked]) =>
			fc.record({
				profile: fc.constant(profile),
				asked: fc.constant(asked),
				profile2: fc.shuffledSubarray(profile, { minLength: profile.length }),
				asked2: fc.shuffledSubarray(asked, { minLength: asked.length })
			})
		);
		fc.assert(
			fc.property(shuffled, ({ profile, asked, profile2, asked2 }) => {
				const twice = scoreRole(prepare([...profile2, ...profile2]), [...asked2, ...asked2]);
				expect(twice).toEqual(scoreRole(prepare(profile), asked));
			})
		);
	});

	it('does not depend on what the skills are called', () => {
		const nameOf = (skill: string) => `${skill.length} ${[...skill].reverse().join('')}`;
		const skillOf = (name: string) => [...name.slice(name.indexOf(' ') + 1)].reverse().join('');
		const tree: Tree = {
			parents: (name) => sampleTree.parents(skillOf(name)).map(nameOf),
			childCount: (name) => sampleTree.childCount(skillOf(name)),
			isGroup: (name) => sampleTree.isGroup(skillOf(name))
		};
		const rename = <T extends { skill: string }>(list: readonly T[]) =>
			list.map((entry) => ({ ...entry, skill: nameOf(entry.skill) }));
		fc.assert(
			fc.property(anyProfile, anyNeeds, (profile, asked) => {
				const renamed = prepareTalent(tree, (name) => sampleIdf(skillOf(name)), rename(profile));
				expect(scoreRole(renamed, rename(asked))).toEqual(scoreRole(prepare(profile), asked));
			})
		);
	});

	it('takes the highest of repeated levels', () => {
		expect(coverage([has('eeg', 1), has('eeg', 3)], [needs('eeg', 2), needs('eeg', 4)])).toBe(0.75);
	});

	it('always stays between 0 and 1, whatever the weights', () => {
		const idf = fc.constantFrom(
			sampleIdf,
			() => 0,
			() => NaN,
			() => Infinity,
			idfOf(0, new Map())
		);
		fc.assert(
			fc.property(idf, anyProfile, fc.array(anyNeed, { minLength: 1 }), (weight, profile, asked) => {
				const score = scoreRole(prepareTalent(sampleTree, weight, [...profile, ...others]), asked);
				if (score.state !== 'scored') throw new Error('long enough to be scored');
				const rank = rankOf(score, 1, 'talent');
				for (const value of [score.coverage, score.use, score.evidence, rank]) {
					expect(value).toBeGreaterThanOrEqual(0);
					expect(value).toBeLessThanOrEqual(1);
				}
			})
		);
	});

	it('gives the same when a prepared talent is used again', () => {
		fc.assert(
			fc.property(anyProfile, anyNeeds, anyNeeds, (profile, first, second) => {
				const talent = prepare(profile);
				scoreRole(talent, first);
				expect(scoreRole(talent, second)).toEqual(scoreRole(prepare(profile), second));
			})
		);
	});
});

describe('the rank', () => {
	it('weighs use more for the talent than for the company, and wishes little', () => {
		const score = { coverage: 1, use: 0.25 };
		expect(rankOf(score, 1, 'company')).toBeCloseTo(0.5);
		expect(rankOf(score, 1, 'talent')).toBeCloseTo(0.25 ** 0.7);
		expect(rankOf(score, 0, 'company')).toBeCloseTo(0.35);
	});

	it('orders what fits first, then by rank, evidence and id, what has no score last', () => {
		const entry = (id: string, rank: number | undefined, evidence = 0, misfit = false) => ({
			id,
			rank,
			evidence,
			misfit
		});
		const list = [
			entry('misfit', 1, 0, true),
			entry('none', undefined),
			entry('b', 0.5),
			entry('a', 0.5),
			entry('proven', 0.5, 1),
			entry('zero', 0)
		];
		expect(list.sort(compareRanked).map(({ id }) => id)).toEqual([
			'proven',
			'a',
			'b',
			'zero',
			'none',
			'misfit'
		]);
	});
});

describe('the weight of a skill', () => {
	it('is higher for rare skills', () => {
		const idf = idfOf(
			10,
			new Map([
				['rare', 1],
				['common', 9]
			])
		);
		expect(idf('rare')).toBeCloseTo(Math.log(6));
		expect(idf('common')).toBeCloseTo(Math.log(2));
	});

	it('is the median for a skill no role needs, and 1 without roles', () => {
		const idf = idfOf(
			10,
			new Map([
				['rare', 1],
				['common', 9],
				['none', 0]
			])
		);
		expect(idf('none')).toBeCloseTo((Math.log(6) + Math.log(2)) / 2);
		expect(idf('unheard-of')).toBe(idf('none'));
		expect(idfOf(0, new Map())('any')).toBe(1);
	});
});
