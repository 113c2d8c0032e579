import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asksNear, childrenOf, skillsNear } from './near.ts';
import { prepareTalent } from './prepared.ts';
import { has, sampleIdf, sampleSkills, sampleTree } from './testing.ts';

const all = [...sampleSkills, 'languages', 'signals', 'software'];
const children = childrenOf(sampleTree, all);
const anyOne = fc.constantFrom(...all);

it('finds from both sides exactly the pairs of skills where one can stand in for the other', () => {
	fc.assert(
		fc.property(anyOne, anyOne, (own, asked) => {
			const covers = prepareTalent(sampleTree, sampleIdf, [has(own)]).cover(asked, 1).share > 0;
			expect(asksNear(sampleTree, children, sampleIdf, [own]).has(asked)).toBe(covers);
			expect(skillsNear(sampleTree, children, sampleIdf, [asked]).has(own)).toBe(covers);
		}),
		{ numRuns: 500 }
	);
});
