import { describe, expect, it } from 'vitest';
import { mean, percentile, qualityOf } from './metrics.ts';

const grades = new Map([
	['a', 3],
	['b', 1],
	['c', 1],
	['d', 0]
]);

describe('the quality of an order', () => {
	it('is 1 in everything for the best order', () => {
		expect(qualityOf(['a', 'c', 'b', 'd', 'x'], grades)).toEqual({
			ndcg: 1,
			reciprocal: 1,
			reciprocalOfTop: 1,
			hit1: 1,
			hit10: 1
		});
	});

	it('has exponential gain, log2 discount, and its ideal from all judgements', () => {
		const { ndcg } = qualityOf(['b', 'x', 'a'], grades);
		expect(ndcg).toBeCloseTo((1 + 7 / Math.log2(4)) / (7 + 1 / Math.log2(3) + 1 / Math.log2(4)), 12);
		expect(qualityOf(['b'], grades).ndcg).toBeCloseTo(1 / (7 + 1 / Math.log2(3) + 0.5), 12);
	});

	it('looks at ten places for nDCG and hits, and at all for the first relevant and the first of the top grade', () => {
		const filler = Array.from({ length: 10 }, (_, i) => `x${i}`);
		expect(qualityOf([...filler, 'b', 'a'], grades)).toEqual({
			ndcg: 0,
			reciprocal: 1 / 11,
			reciprocalOfTop: 1 / 12,
			hit1: 0,
			hit10: 0
		});
		expect(qualityOf([...filler.slice(1), 'b'], grades)).toMatchObject({
			hit1: 0,
			hit10: 1,
			reciprocal: 0.1
		});
	});

	it('is 0 where nothing relevant was found, or nothing is relevant', () => {
		const nothing = { ndcg: 0, reciprocal: 0, reciprocalOfTop: 0, hit1: 0, hit10: 0 };
		expect(qualityOf(['x', 'd'], grades)).toEqual(nothing);
		expect(qualityOf([], grades)).toEqual(nothing);
		expect(qualityOf(['d'], new Map([['d', 0]]))).toEqual(nothing);
	});
});

it('a percentile is a value that so many do not exceed', () => {
	const values = [5, 1, 4, 2, 3, 6, 7, 8, 9, 10];
	expect([0.5, 0.95, 1, 0].map((share) => percentile(values, share))).toEqual([5, 10, 10, 1]);
	expect([percentile([], 0.5), mean([]), mean([1, 3])]).toEqual([0, 0, 2]);
});
