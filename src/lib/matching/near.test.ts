import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asksNear, childrenOf, standIns } from './near.ts';
import { prepareTalent } from './prepared.ts';
import { has, sampleIdf, sampleSkills, sampleTree } from './testing.ts';

const all = [...sampleSkills, 'languages', 'signals', 'software'];
const children = childrenOf(sampleTree, all);
const anyOne = fc.constantFrom(...all);

it('finds from both sides exactly the pairs of skills where one can stand in for the other', () => {
	fc.assert(
		fc.property(anyOne, anyOne, (own, asked) => {
			const { share } = prepareTalent(sampleTree, sampleIdf, [has(own)]).cover(asked, 1);
			expect(asksNear(sampleTree, children, [own]).has(asked)).toBe(share > 0);
			expect(standIns(sampleTree, children, asked).get(own) ?? 0).toBe(share);
		}),
		{ numRuns: 500 }
	);
});
