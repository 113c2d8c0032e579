// Which of a few documents a search finds: the strict set of the search port, over an index of these documents made
// in memory. A search that finds none of them costs a look-up or two, so that very many searches can be asked.
// Pure; what a query means is decided where it is made (lib/server/search).
import type { EngineQuery } from '#lib/server/search/port.ts';
import type { Expression } from '#lib/text/tokens.ts';

/** A document as an engine holds it, without what it is ranked by. */
export type Document = {
	id: string;
	/** Every term once, tags such as `kind:role`, `under:eeg` and `starts:2027-03` among them. */
	terms: string[];
	/** Whole CNY a month. */
	payFrom: number | null;
	payTo: number | null;
	/** Milliseconds since 1970. */
	publishedAt: number;
	/** Last valid day. */
	validUntil: string;
};

type Places = ReadonlySet<number>;
export type Batch = { documents: readonly Document[]; all: Places; holding: ReadonlyMap<string, Places> };
export type Question = Pick<
	EngineQuery<string>,
	'where' | 'filters' | 'payFrom' | 'payTo' | 'starts' | 'closesBy' | 'publishedSince'
>;

const none: Places = new Set();

export function batchOf(documents: readonly Document[]): Batch {
	const holding = new Map<string, Set<number>>();
	documents.forEach(({ terms }, place) => {
		for (const term of terms) {
			const known = holding.get(term);
			if (known) known.add(place);
			else holding.set(term, new Set([place]));
		}
	});
	return { documents, all: new Set(documents.keys()), holding };
}

/** The documents of the batch that the search finds, whether they are still valid or not. */
export function matching(batch: Batch, question: Question): Document[] {
	let left = batch.all;
	for (const expression of conditions(question)) {
		if (left.size === 0) return [];
		left = both(left, satisfying(batch, expression));
	}
	const inRange = ranges(question);
	return [...left].map((place) => batch.documents[place]!).filter(inRange);
}

/** Filters as expressions over tags, and the words. */
function conditions({ filters, starts, where }: Question): Expression[] {
	const chosen = Object.entries(filters)
		.filter(([, values]) => values.length > 0)
		.map(([facet, values]) => {
			const prefix = facet === 'skill' ? 'under' : facet;
			return { any: values.map((value) => `${prefix}:${value}`) };
		});
	const months = starts ? [{ any: starts.map((month) => `starts:${month}`) }] : [];
	return [...chosen, ...months, ...(where === undefined ? [] : [where])];
}

function satisfying(batch: Batch, expression: Expression): Places {
	if (typeof expression === 'string') return batch.holding.get(expression) ?? none;
	if ('not' in expression) {
		const without = satisfying(batch, expression.not);
		return new Set([...batch.all].filter((place) => !without.has(place)));
	}
	if ('any' in expression) return new Set(expression.any.flatMap((part) => [...satisfying(batch, part)]));
	let left = batch.all;
	for (const part of expression.all) {
		left = both(left, satisfying(batch, part));
		if (left.size === 0) break;
	}
	return left;
}

function both(a: Places, b: Places): Places {
	if (b.size < a.size) return both(b, a);
	return new Set([...a].filter((place) => b.has(place)));
}

function ranges({ payFrom, payTo, closesBy, publishedSince }: Question): (document: Document) => boolean {
	const since = publishedSince?.getTime();
	return (document) =>
		(payFrom === undefined || (document.payTo !== null && document.payTo >= payFrom)) &&
		(payTo === undefined || (document.payFrom !== null && document.payFrom <= payTo)) &&
		(closesBy === undefined || document.validUntil <= closesBy) &&
		(since === undefined || document.publishedAt >= since);
}
