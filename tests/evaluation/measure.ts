// Asks every query of a set, times the answers and sums up their quality.
import { mean, percentile, qualityOf, type Grades } from './metrics.ts';

/**
 * What stands in the answer to a query from a place on, best first: from 0 a page as people see it, from further on
 * as much as there is. `next` is the place to go on from; undefined when there is no more.
 */
export type Ask<Query> = (query: Query, from: number) => Promise<{ ids: string[]; next: number | undefined }>;

export type Measured = Record<
	'queries' | 'ndcg@10' | 'mrr' | 'mrr@top' | 'hit@1' | 'hit@10' | 'p50_ms' | 'p95_ms',
	number
>;

/** Queries asked beforehand and not counted: the first ones read the tree and prepare statements. */
const warmUp = 5;

/** Measures the queries that are judged. The time of a query is that of its first page. */
export async function measure<Query extends { id: string }>(
	queries: readonly Query[],
	grades: ReadonlyMap<string, Grades>,
	ask: Ask<Query>
): Promise<Measured> {
	const judged = queries.filter(({ id }) => grades.has(id));
	for (const query of judged.slice(0, warmUp)) await ask(query, 0);
	const times: number[] = [];
	const qualities = [];
	for (const query of judged) {
		const wanted = grades.get(query.id)!;
		const started = performance.now();
		const first = await ask(query, 0);
		times.push(performance.now() - started);
		qualities.push(qualityOf(await deepen(query, wanted, ask, first), wanted));
	}
	return {
		queries: judged.length,
		'ndcg@10': round(mean(qualities.map(({ ndcg }) => ndcg)), 4),
		mrr: round(mean(qualities.map(({ reciprocal }) => reciprocal)), 4),
		'mrr@top': round(mean(qualities.map(({ reciprocalOfTop }) => reciprocalOfTop)), 4),
		'hit@1': round(mean(qualities.map(({ hit1 }) => hit1)), 4),
		'hit@10': round(mean(qualities.map(({ hit10 }) => hit10)), 4),
		p50_ms: round(percentile(times, 0.5), 2),
		p95_ms: round(percentile(times, 0.95), 2)
	};
}

/** More of the answer until a document of the highest grade is in it: nothing after it changes a number. */
async function deepen<Query>(
	query: Query,
	grades: Grades,
	ask: Ask<Query>,
	first: { ids: string[]; next: number | undefined }
): Promise<string[]> {
	const top = Math.max(...grades.values());
	const found = new Set(first.ids);
	let { next } = first;
	while (next !== undefined && ![...found].some((id) => grades.get(id) === top)) {
		const more = await ask(query, next);
		for (const id of more.ids) found.add(id);
		next = more.next;
	}
	return [...found];
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
