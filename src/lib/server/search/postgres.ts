// The PostgreSQL engine: full text over our own terms in the tables of documents. It is the embedded default, and the
// fall-back when Meilisearch is down. The database finds what holds the words; filters and counts come from the
// columns in memory.
import type postgres from 'postgres';
import { answerFrom, candidatesFrom, type Holding } from '#lib/server/search/answer.ts';
import type { Choose } from '#lib/server/search/candidates.ts';
import type { Columns } from '#lib/server/search/column-store.ts';
import { columnsOf } from '#lib/server/search/columns.ts';
import type { EngineAnswer, EngineQuery, RankingTerm, SearchEngine } from '#lib/server/search/port.ts';
import type { Expression } from '#lib/text/tokens.ts';

/** `worthKeeping`: an answer from so many documents is kept. Fewer are counted sooner than their question is looked up. */
export function postgresEngine(sql: postgres.Sql, worthKeeping = 1_000): SearchEngine & { choose: Choose } {
	const kept = new WeakMap<Columns, Kept>();
	const found = async (known: Kept, query: EngineQuery<string>): Promise<Holding | undefined> => {
		if (query.some) return someOf(sql, known, query, query.some);
		if (query.where === undefined) return undefined;
		const found = await holding(sql, known, query.corpus.numbers, questionsOf(query.where));
		return { numbers: inAll(found), worth: undefined };
	};
	return {
		name: 'postgres',
		async choose(query) {
			const columns = await columnsOf(sql, query.corpus, query.corpus.isPrivate);
			return candidatesFrom(columns, await found(keptOf(kept, columns), query), query);
		},
		async search<F extends string>(query: EngineQuery<F>): Promise<EngineAnswer<F>> {
			const { corpus } = query;
			const columns = await columnsOf(sql, corpus, corpus.isPrivate);
			const known = keptOf(kept, columns);
			const held = await found(known, query);
			const isWorthKeeping = (held?.numbers.length ?? columns.byId.size) >= worthKeeping;
			if (query.some || !isWorthKeeping) return answerFrom(columns, held, query);
			const question = JSON.stringify({ ...query, corpus: corpus.kind });
			const answered = known.answers.get(question);
			if (answered) return answered as EngineAnswer<F>;
			const answer = answerFrom(columns, held, query);
			keepAnswer(known, question, answer);
			return answer;
		}
	};
}

/** What was found while the index was in one state: people turn pages and change filters with the same words. */
type Kept = {
	state: string;
	answers: Map<string, EngineAnswer<string>>;
	numbers: Map<string, Int32Array>;
	/** Of all `numbers`. */
	length: number;
};
const [mostAnswers, mostNumbers] = [200, 4_000_000];

function keptOf(kept: WeakMap<Columns, Kept>, columns: Columns): Kept {
	const state = columns.state();
	let known = kept.get(columns);
	if (known?.state !== state) {
		known = { state, answers: new Map(), numbers: new Map(), length: 0 };
		kept.set(columns, known);
	}
	return known;
}

function keepAnswer({ answers }: Kept, question: string, answer: EngineAnswer<string>): void {
	answers.set(question, answer);
	if (answers.size > mostAnswers) answers.delete(answers.keys().next().value!);
}

/** What a document must hold one of, each as a tsquery. */
type Question = string[];

/** The numbers of the documents that hold what is asked for, for each of the questions. */
async function holding(
	sql: postgres.Sql,
	kept: Kept,
	finder: string,
	questions: readonly Question[]
): Promise<Int32Array[]> {
	const asked = questions.map((question) => question.join(' | '));
	const found = new Map(asked.map((key) => [key, kept.numbers.get(key)]));
	const missing = [...found.keys()].filter((key) => !found.get(key));
	if (missing.length > 0) {
		const ways = missing.map((key) => questions[asked.indexOf(key)]!);
		const rows = await sql.unsafe<Array<{ place: number; numbers: string | null }>>(
			`select place, ${finder}(array_agg(way::tsquery)) as numbers
			from unnest($1::int[], $2::text[]) as asked (place, way) group by place`,
			[ways.flatMap((question, place) => question.map(() => place)), ways.flat()],
			{ prepare: true }
		);
		for (const { place, numbers } of rows) {
			const read = readNumbers(numbers);
			found.set(missing[place]!, read);
			keepNumbers(kept, missing[place]!, read);
		}
	}
	return asked.map((key) => found.get(key)!);
}

function keepNumbers(kept: Kept, question: string, numbers: Int32Array): void {
	// Two that asked at the same time both bring it.
	kept.length += numbers.length - (kept.numbers.get(question)?.length ?? 0);
	kept.numbers.set(question, numbers);
	for (const [oldest, { length }] of kept.numbers) {
		if (kept.length <= mostNumbers) break;
		kept.numbers.delete(oldest);
		kept.length -= length;
	}
}

/**
 * What the database is asked one by one: names, each of which may be said in many ways, and all the words together.
 * It takes several times as long for all at once, and the same names are asked for again and again.
 */
function questionsOf(where: Expression): Question[] {
	if (typeof where === 'string' || !('all' in where)) return [waysOf(where)];
	const names = where.all.filter(isAny);
	const others = where.all.filter((one) => !isAny(one));
	// Alone, what must not be there would be nearly everything.
	if (others.some((one) => typeof one !== 'string' && 'not' in one)) return [[toTsquery(where)]];
	return [...names.map(waysOf), ...(others.length > 0 ? [[toTsquery({ all: others })]] : [])];
}

const isAny = (expression: Expression) => typeof expression !== 'string' && 'any' in expression;

const waysOf = (expression: Expression): Question =>
	typeof expression !== 'string' && 'any' in expression
		? expression.any.map(toTsquery)
		: [toTsquery(expression)];

/** The numbers that are in all of the lists. */
function inAll(lists: readonly Int32Array[]): Int32Array {
	const [first, ...others] = [...lists].sort((a, b) => a.length - b.length);
	let left = first!;
	for (const list of others) {
		const marks = new Uint8Array(left.reduce((most, number) => Math.max(most, number), 0) + 1);
		for (const number of left) marks[number] = 1;
		left = list.filter((number) => marks[number] === 1);
	}
	return left;
}

/** Numbers of documents as the database's functions give them: 4 bytes each, the highest byte first. */
function readNumbers(base64: string | null): Int32Array {
	const bytes = new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
	return new Int32Array(Buffer.from(bytes.buffer).swap32().buffer);
}

const SPECIAL = /['\\]/;

/** A term between the quotes of PostgreSQL's tsquery and tsvector. Everything that reaches either passes here. */
export function quote(term: string): string {
	return SPECIAL.test(term) ? `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${term}'`;
}

/** The expression as text for a tsquery. */
export function toTsquery(expression: Expression): string {
	if (typeof expression === 'string') return quote(expression);
	if ('not' in expression) return `!(${toTsquery(expression.not)})`;
	const [parts, sign] = 'all' in expression ? [expression.all, ' & '] : [expression.any, ' | '];
	return `(${parts.map(toTsquery).join(sign)})`;
}

/** So many documents are looked at for a search by some of its words, and so many of its words are. */
const mostLookedAt = 20_000;
const mostTerms = 32;

/** Documents with some of the terms: the rarest terms, for as long as they are few. */
async function someOf(
	sql: postgres.Sql,
	kept: Kept,
	{ corpus, where }: EngineQuery<string>,
	terms: RankingTerm[]
): Promise<Holding> {
	const worth = new Map<number, number>();
	const asked = rarest(terms);
	const questions = asked.map(({ term }) => [where ? `${quote(term)} & ${toTsquery(where)}` : quote(term)]);
	const found = await holding(sql, kept, corpus.numbers, questions);
	asked.forEach(({ weight }, place) => {
		for (const number of found[place]!) worth.set(number, (worth.get(number) ?? 0) + weight);
	});
	return { numbers: [...worth.keys()], worth };
}

export function rarest(terms: RankingTerm[]): RankingTerm[] {
	const rare = terms.filter(({ df }) => df > 0).sort((a, b) => a.df - b.df || (a.term < b.term ? -1 : 1));
	let documents = 0;
	return rare.slice(0, mostTerms).filter(({ df }, place) => {
		documents += df;
		return place === 0 || documents <= mostLookedAt;
	});
}
