import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, largestRemainder, percentOf } from './explanation.ts';
import { prepareTalent } from './prepared.ts';
import { scoreRole } from './score.ts';
import { anyNeeds, anyProfile, has, needs, sampleIdf, sampleTree } from './testing.ts';

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

describe('the explanation', () => {
	it('is the number: points sum to the headline, and what they are out of to 100', () => {
		fc.assert(
			fc.property(anyProfile, anyNeeds, (profile, asked) => {
				const talent = prepareTalent(sampleTree, sampleIdf, profile);
				const explanation = explain(talent, asked);
				const score = scoreRole(talent, asked);
				expect(explanation.state === 'explained').toBe(score.state === 'scored');
				if (explanation.state !== 'explained' || score.state !== 'scored') return;
				expect(explanation.headline).toBe(percentOf(score.coverage));
				expect(sum(explanation.lines.map(({ points }) => points))).toBe(explanation.headline);
				expect(sum(explanation.lines.map(({ outOf }) => outOf))).toBe(100);
				for (const { points, outOf, standing, via } of explanation.lines) {
					expect(points).toBeLessThanOrEqual(outOf);
					if (standing === 'met') expect(points).toBe(outOf);
					if (standing === 'missing') expect([points, via]).toEqual([0, undefined]);
				}
			}),
			{ numRuns: 1000 }
		);
	});

	it('names the skill that met a need, its level and its evidence', () => {
		const talent = prepareTalent(sampleTree, () => 1, [
			has('erp', 3, 'verified'),
			has('python', 2, 'document'),
			has('x')
		]);
		const explanation = explain(talent, [
			needs('cpp', 1, 'preferred'),
			needs('python', 4),
			needs('eeg', 2),
			needs('fnirs')
		]);
		expect(explanation).toMatchObject({
			headline: 32,
			lines: [
				{
					need: { skill: 'eeg' },
					standing: 'partly',
					points: 14,
					via: { relatedness: 'narrower', skill: { skill: 'erp', level: 3, evidence: 'verified' } }
				},
				{ need: { skill: 'fnirs' }, standing: 'missing', points: 0 },
				{ need: { skill: 'python' }, standing: 'partly', via: { relatedness: 'same' } },
				{ need: { skill: 'cpp', relation: 'preferred' }, standing: 'partly', via: { relatedness: 'sibling' } }
			],
			required: { met: 0, partly: 2, missing: 1, total: 3 },
			preferred: { met: 0, partly: 1, missing: 0, total: 1 },
			documented: 2,
			verified: 1
		});
	});

	it('says what is too little to explain', () => {
		const talent = prepareTalent(sampleTree, sampleIdf, []);
		expect(explain(talent, [needs('eeg')])).toEqual({ state: 'few-skills' });
		expect(explain(talent, [])).toEqual({ state: 'no-needs' });
	});
});

describe('a percentage', () => {
	it('is 0 only for nothing and 100 only for everything', () => {
		expect([0, 0.001, 0.5, 0.999, 1].map(percentOf)).toEqual([0, 1, 50, 99, 100]);
	});
});

describe('rounding by largest remainder', () => {
	it('keeps the total', () => {
		expect(largestRemainder([33.3, 33.3, 33.4], 100)).toEqual([33, 33, 34]);
		expect(largestRemainder([0.2, 0, 0.1], 1)).toEqual([1, 0, 0]);
		expect(largestRemainder([50, 50], 99)).toEqual([50, 49]);
		expect(largestRemainder([], 0)).toEqual([]);
	});
});
