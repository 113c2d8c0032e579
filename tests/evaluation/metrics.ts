// How good an order of documents is, from judgements. Pure.

/** Judged grades of documents for one query; a document not in it is grade 0. */
export type Grades = ReadonlyMap<string, number>;

export type Quality = {
	ndcg: number;
	reciprocal: number;
	reciprocalOfTop: number;
	hit1: number;
	hit10: number;
};

/** Documents that nDCG and the hits look at. */
const depth = 10;

const gain = (grade: number) => 2 ** grade - 1;
const discounted = (grades: readonly number[]) =>
	grades.slice(0, depth).reduce((sum, grade, place) => sum + gain(grade) / Math.log2(place + 2), 0);

/**
 * Quality of a ranking, best document first, all from 0 to 1. nDCG@10 has exponential gain (2^grade − 1) and log2
 * discount, its ideal is made of all judgements (Järvelin and Kekäläinen 2002, with the gain of Burges 2005).
 * `reciprocal` is 1 / rank of the first relevant document, `reciprocalOfTop` of the first with the highest grade.
 */
export function qualityOf(ranking: readonly string[], grades: Grades): Quality {
	const got = ranking.map((id) => grades.get(id) ?? 0);
	const all = [...grades.values()].sort((a, b) => b - a);
	const ideal = discounted(all);
	const relevant = got.findIndex((grade) => grade > 0);
	const top = all[0] !== undefined && all[0] > 0 ? got.indexOf(all[0]) : -1;
	return {
		ndcg: ideal > 0 ? discounted(got) / ideal : 0,
		reciprocal: relevant < 0 ? 0 : 1 / (relevant + 1),
		reciprocalOfTop: top < 0 ? 0 : 1 / (top + 1),
		hit1: relevant === 0 ? 1 : 0,
		hit10: relevant >= 0 && relevant < depth ? 1 : 0
	};
}

export const mean = (values: readonly number[]): number =>
	values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The value that `share` (0 to 1) of the values do not exceed; 0 of none. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
