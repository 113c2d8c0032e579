// Our order by relevance, the same whichever engine found the candidates: BM25 over title, skills and text, then the
// skills that were asked for, freshness, validity, id. It must not decide what is found.
import type postgres from 'postgres';
import { heldBack, saturation, weights, type ByField } from '#lib/search/bm25.ts';
import { hasAny, marked, type Columns, type IndexedDocument } from '#lib/server/search/column-store.ts';
import { columnsOf } from '#lib/server/search/columns.ts';
import type { Corpus } from '#lib/server/search/corpus.ts';
import { mostPoints, skilledTag } from '#lib/server/search/port.ts';
import { bits, countIn, countsOf, type PackedTerms } from '#lib/server/search/vector.ts';
import { vectorsOf } from '#lib/server/search/vectors.ts';
import { hash } from '#lib/text/hash.ts';

/** One way of saying a word: its terms with their worth. A word counts as its best saying. */
export type Saying = Array<{ term: string; weight: number }>;
export type RankingWord = Saying[];

export type Wanted = {
	words: readonly RankingWord[];
	/** Skills that were asked for. */
	skills: readonly string[];
	/** Tags that a word means first of all, where it may mean another too. */
	tags: readonly string[];
};

/** What a document gains whose title is the words or says them all, and one that a word means first of all. */
const [titleGain, saidGain, tagGain] = [0.25, 0.1, 0.4];
const wholeTitle = 0.45;

/**
 * What a word of several terms gains where all of them stand: the whole of it in a title, and more of it in another
 * field the oftener the rarest of them is there. The pairs of a Chinese word mean little one by one.
 */
const wholeGain = 0.3;

/** Of a coarse corpus scores are equal that differ by less than this part of the best. */
const coarseness = 5;

/** The candidates by relevance, best first. */
export async function rank(
	sql: postgres.Sql,
	corpus: Corpus,
	{ words, skills, tags }: Wanted,
	candidates: readonly string[]
): Promise<string[]> {
	const columns = await columnsOf(sql, corpus);
	const documents = candidates.flatMap((id) => columns.byId.get(id) ?? []);
	const vectors = await vectorsOf(sql, corpus, documents);
	const hashed = words.map((sayings) => sayings.map(hashedSaying));
	const score = scorer(hashed, columns.means());
	const isTitle = titled(hashed, columns);
	const isSaid = saidInTitle(hashed, columns);
	const codes = (names: readonly string[]) => names.flatMap((name) => columns.code(name) ?? []);
	const mastery = masteryOf(columns, skills);
	const first = marked(columns, codes(tags));
	const { rows } = columns;
	const isFirst = ({ row }: IndexedDocument) =>
		tags.length > 0 && hasAny(columns.codes, rows.tags[row]!, rows.under[row]!, first);
	const gain = (document: IndexedDocument) =>
		1 + (isTitle(document) ? titleGain : isSaid(document) ? saidGain : 0) + (isFirst(document) ? tagGain : 0);
	const scores = documents.map(
		(document, place) => score(vectors[place]!, document.lengths) * gain(document)
	);
	// Rounded, so that the last digits of a sum do not decide.
	const unit = corpus.isCoarse ? Math.max(...scores, 1e-4) / coarseness : 1e-4;
	return documents
		.map((document, place) => ({
			document,
			score: Math.round(scores[place]! / unit),
			skills: mastery(document)
		}))
		.sort(
			(a, b) =>
				b.score - a.score ||
				b.skills - a.skills ||
				fresher(a.document, b.document) ||
				byId(a.document, b.document)
		)
		.map(({ document }) => document.id);
}

/** A saying as documents hold its terms. */
type Hashed = Array<{ key: number; weight: number }>;
const hashedSaying = (saying: Saying): Hashed =>
	saying.map(({ term, weight }) => ({ key: hash(term), weight }));

/** How many of the skills a document names, and of a talent how well those are mastered. */
function masteryOf(columns: Columns, skills: readonly string[]): (document: IndexedDocument) => number {
	const worth = new Map<number, number>();
	for (const skill of skills) {
		const named = columns.code(`skill:${skill}`);
		if (named !== undefined) worth.set(named, 1);
		for (let points = 1; points < mostPoints; points++) {
			const code = columns.code(skilledTag(skill, points));
			if (code !== undefined) worth.set(code, points);
		}
	}
	if (worth.size === 0) return () => 0;
	const { codes, rows } = columns;
	const sumOf = (from: number, to: number) => {
		let sum = 0;
		for (let at = from; at < to; at++) sum += worth.get(codes[at]!) ?? 0;
		return sum;
	};
	return ({ row }) => sumOf(rows.tags[row]!, rows.under[row]!) + sumOf(rows.skilled[row]!, rows.title[row]!);
}

const fresher = (a: IndexedDocument, b: IndexedDocument) =>
	b.publishedAt - a.publishedAt || b.validUntil - a.validUntil;
const byId = (a: IndexedDocument, b: IndexedDocument) => (a.id < b.id ? -1 : 1);

/** Whether a title is the words, give or take: nearly half of it, since it stands there in two languages, is half of them. */
function titled(
	words: readonly Hashed[][],
	{ codes, rows }: Columns
): (document: IndexedDocument) => boolean {
	const keysOf = (saying: Hashed) => saying.map(({ key }) => key);
	const keys = new Set(words.flatMap((sayings) => sayings.flatMap(keysOf)));
	const typed = new Set(words.flatMap((sayings) => keysOf(sayings[0] ?? []))).size;
	return ({ row }) => {
		const [title, end] = [rows.title[row]!, rows.end[row]!];
		let said = 0;
		for (let at = title; at < end; at++) if (keys.has(codes[at]!)) said++;
		return said >= (end - title) * wholeTitle && said >= typed / 2 && said > 0;
	};
}

/** Whether a title says every word, each in one of its sayings. */
function saidInTitle(
	words: readonly Hashed[][],
	{ codes, rows }: Columns
): (document: IndexedDocument) => boolean {
	const said = words
		.map((sayings) => sayings.filter((saying) => saying.length > 0))
		.filter((sayings) => sayings.length > 0);
	if (said.length === 0) return () => false;
	return ({ row }) => {
		const [title, end] = [rows.title[row]!, rows.end[row]!];
		const isHeld = ({ key }: { key: number }) => {
			for (let at = title; at < end; at++) if (codes[at] === key) return true;
			return false;
		};
		return said.every((sayings) => sayings.some((saying) => saying.every(isHeld)));
	};
}

function scorer(words: readonly Hashed[][], means: ByField<number>) {
	return (vector: PackedTerms, lengths: ByField<number>): number => {
		let sum = 0;
		const heldA = heldBack(weights.A, lengths.A, means.A);
		const heldB = heldBack(weights.B, lengths.B, means.B);
		const heldC = heldBack(weights.C, lengths.C, means.C);
		for (const sayings of words) {
			let most = 0;
			for (const saying of sayings) {
				let own = 0;
				let inTitle = true;
				let times = Infinity;
				for (const { key, weight } of saying) {
					const counts = countsOf(vector, key);
					if (counts === 0) {
						inTitle = false;
						times = 0;
						continue;
					}
					const a = countIn(bits.A, counts);
					const b = countIn(bits.B, counts);
					const c = countIn(bits.C, counts);
					inTitle &&= a > 0;
					times = Math.min(times, Math.max(b, c));
					own +=
						weight *
						(saturation(weights.A, a, heldA) +
							saturation(weights.B, b, heldB) +
							saturation(weights.C, c, heldC));
				}
				if (saying.length > 1) own *= 1 + wholeGain * (inTitle ? 1 : times / (times + 1));
				most = Math.max(most, own);
			}
			sum += most;
		}
		return sum;
	};
}
