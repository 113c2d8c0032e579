import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asksNear, childrenOf } from './near.ts';
import { explain, percentOf } from './explanation.ts';
import { createPostings, needCode, skillCode } from './postings.ts';
import { distinctNeeds, distinctSkills } from './levels.ts';
import { prepareTalent } from './prepared.ts';
import { scanRoles, scanTalents, needWeights, useWeights, type Scan } from './scan.ts';
import { scoreRole } from './score.ts';
import { anyNeed, anyNeeds, anyProfile, has, sampleIdf, sampleSkills, sampleTree } from './testing.ts';

const children = childrenOf(sampleTree, [...sampleSkills, 'languages', 'signals', 'software']);
const others = [has('x1'), has('x2'), has('x3')];

/** What a scan says of each slot must be what the pair alone scores. */
function expectSame(scan: Scan, slot: number, score: ReturnType<typeof scoreRole>) {
	if (score.state !== 'scored') throw new Error('the case is scored');
	const { coverage, use, evidence } = score;
	expect(scan.coverage(slot)).toBeCloseTo(coverage, 11);
	expect(scan.use(slot)).toBeCloseTo(use, 11);
	expect(scan.evidence(slot)).toBeCloseTo(evidence, 11);
	if (coverage > 0) expect([...scan.touched]).toContain(slot);
}

it('a scan of all roles gives each the score it has alone', () => {
	fc.assert(
		fc.property(anyProfile, fc.array(anyNeeds, { maxLength: 6 }), (profile, lists) => {
			const talent = prepareTalent(sampleTree, sampleIdf, [...profile, ...others]);
			const roles = lists.filter((needs) => needs.length > 0).map(distinctNeeds);
			const postings = createPostings();
			for (const needs of roles)
				postings.add(needs.map(({ skill, relation, level }) => ({ skill, code: needCode(relation, level) })));
			const near = asksNear(
				sampleTree,
				children,
				talent.skills.map(({ skill }) => skill)
			);
			const scan = scanRoles(talent, near, postings, needWeights(postings, sampleIdf));
			roles.forEach((needs, slot) => expectSame(scan, slot, scoreRole(talent, needs)));
			expect(new Set(scan.touched).size).toBe(scan.touched.length);
		}),
		{ numRuns: 400 }
	);
});

it('a scan of all talents gives each the score it has alone', () => {
	fc.assert(
		fc.property(fc.array(anyProfile, { maxLength: 6 }), anyNeeds, (profiles, asked) => {
			fc.pre(asked.length > 0);
			const needs = distinctNeeds(asked);
			const people = profiles.map((profile) => distinctSkills([...profile, ...others]));
			const postings = createPostings();
			for (const skills of people)
				postings.add(
					skills.map(({ skill, evidence, level }) => ({ skill, code: skillCode(evidence, level) }))
				);
			const scan = scanTalents(
				{ tree: sampleTree, children, idf: sampleIdf },
				needs,
				postings,
				useWeights(postings, sampleIdf)
			);
			people.forEach((skills, slot) =>
				expectSame(scan, slot, scoreRole(prepareTalent(sampleTree, sampleIdf, skills), needs))
			);
		}),
		{ numRuns: 400 }
	);
});

it('both sides show the same numbers, for 10,000 random pairs', () => {
	const count = 100;
	const profiles = fc.sample(anyProfile, { numRuns: count, seed: 1 });
	const people = profiles.map((profile) => distinctSkills([...profile, ...others]));
	const roles = fc
		.sample(fc.array(anyNeed, { minLength: 1, maxLength: 9 }), { numRuns: count, seed: 2 })
		.map(distinctNeeds);
	const [asking, having] = [createPostings(), createPostings()];
	for (const needs of roles)
		asking.add(needs.map(({ skill, relation, level }) => ({ skill, code: needCode(relation, level) })));
	for (const skills of people)
		having.add(skills.map(({ skill, evidence, level }) => ({ skill, code: skillCode(evidence, level) })));
	const parts = { tree: sampleTree, children, idf: sampleIdf };
	const [needWeight, useWeight] = [needWeights(asking, sampleIdf), useWeights(having, sampleIdf)];
	const forRole = roles.map((needs) => scanTalents(parts, needs, having, useWeight));
	people.forEach((skills, person) => {
		const talent = prepareTalent(sampleTree, sampleIdf, skills);
		const near = asksNear(
			sampleTree,
			children,
			skills.map(({ skill }) => skill)
		);
		const forTalent = scanRoles(talent, near, asking, needWeight);
		roles.forEach((needs, role) => {
			const explanation = explain(talent, needs);
			if (explanation.state !== 'explained') throw new Error('the case is scored');
			const own = [forTalent.coverage(role), forTalent.use(role)].map(percentOf);
			const theirs = [forRole[role]!.coverage(person), forRole[role]!.use(person)].map(percentOf);
			expect(theirs).toEqual(own);
			expect(own).toEqual([explanation.headline, explanation.usePercent]);
		});
	});
});

it('a list of postings grows with what is added to it', () => {
	const postings = createPostings();
	for (let i = 0; i < 100; i++) expect(postings.add([{ skill: 'eeg', code: i % 8 }])).toBe(i);
	const { slots, codes, length } = postings.of('eeg')!;
	expect([length, slots[99], codes[99], postings.size(), postings.of('erp')]).toEqual([
		100,
		99,
		3,
		100,
		undefined
	]);
});
