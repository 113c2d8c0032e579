// BM25 over fields: how well a document says what was searched for. Pure: counts come in, a number goes out.
// Robertson & Zaragoza, The Probabilistic Relevance Framework (2009); each field saturates by itself and the fields
// add up, which measured better on titles with a text than one saturation for all (npm run eval).

/** A is the title, B skills and organization, C the text. */
export const fields = ['A', 'B', 'C'] as const;
export type Field = (typeof fields)[number];
export type ByField<T> = Record<Field, T>;

/** `k`: how soon repetition stops counting. `b`: how far long fields are held back. */
type Weights = { weight: number; k: number; b: number };
export const weights: ByField<Weights> = {
	A: { weight: 1.2, k: 1.5, b: 0.9 },
	B: { weight: 0.5, k: 1.2, b: 0.6 },
	C: { weight: 1, k: 1.2, b: 0.95 }
};

/** How rare a term is: `df` of `n` documents hold it. Never negative. */
export function idf(df: number, n: number): number {
	return Math.log(1 + (Math.max(n, df) - df + 0.5) / (df + 0.5));
}

/** How far a field of `length` words is held back, when it has `mean` on average: 1 at that length, more above it. */
export function heldBack({ b }: Weights, length: number, mean: number): number {
	return 1 - b + b * (length / (mean || 1));
}

/** What `count` occurrences in a field are worth that is `held` back so far. */
export function saturation({ weight, k }: Weights, count: number, held: number): number {
	return count === 0 ? 0 : (weight * count * (k + 1)) / (count + k * held);
}
