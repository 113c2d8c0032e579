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

	it('weighs a need alike for everybody, but for a point or two of rounding', () => {
		fc.assert(
			fc.property(anyProfile, anyProfile, anyNeeds, (one, other, asked) => {
				const [a, b] = [one, other].map((profile) =>
					explain(prepareTalent(sampleTree, sampleIdf, profile), asked)
				);
				if (a!.state !== 'explained' || b!.state !== 'explained') return;
				const outOf = new Map(b!.lines.map((line) => [line.need, line.outOf]));
				for (const line of a!.lines)
					expect(Math.abs(line.outOf - outOf.get(line.need)!)).toBeLessThanOrEqual(2);
			})
		);
		const asked = [needs('eeg', 3), needs('python', 3), needs('cpp', 2), needs('fnirs', 2)];
		const outOf = [[has('eeg', 3)], [has('eeg', 2)], [has('python', 4), has('erp', 2)]].map((some) => {
			const explanation = explain(prepareTalent(sampleTree, sampleIdf, [...some, has('x'), has('y')]), asked);
			return explanation.state === 'explained' && explanation.lines.map((line) => line.outOf);
		});
		expect(new Set(outOf.map(String)).size).toBe(1);
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
