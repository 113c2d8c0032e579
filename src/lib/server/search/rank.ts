// Our order by relevance, the same whichever engine found the candidates: BM25 over title, skills and text, then the
// skills that were asked for, freshness, validity, id. It must not decide what is found.
import type postgres from 'postgres';
import { heldBack, saturation, weights } from '#lib/search/bm25.ts';
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
	const codes = (names: readonly string[]) => names.flatMap((name) => columns.code(name) ?? []);
	const mastery = masteryOf(columns, skills);
	const first = marked(columns, codes(tags));
	const { rows } = columns;
	const isFirst = ({ row }: IndexedDocument) =>
		tags.length > 0 && hasAny(columns.codes, rows.tags[row]!, rows.under[row]!, first);
	const assess = assessor(words, columns);
	const scores = documents.map((document, place) => {
		const { score, gain } = assess(document, vectors[place]!);
		return score * (1 + gain + (isFirst(document) ? tagGain : 0));
	});
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

/** A term of a saying, by its place in the list of all terms. */
type Term = { place: number; weight: number };

/** The words as documents hold them: the hashes of all their terms, the sayings, and how many terms were typed. */
function hashed(words: readonly RankingWord[]): { keys: number[]; sayings: Term[][][]; typed: number } {
	const places = new Map<number, number>();
	const placeOf = (key: number) => {
		const place = places.get(key) ?? places.size;
		places.set(key, place);
		return place;
	};
	const read = ({ term, weight }: Saying[number]): Term => ({ place: placeOf(hash(term)), weight });
	const sayings = words.map((word) => word.map((saying) => saying.map(read)));
	const typed = new Set(sayings.flatMap(([first = []]) => first.map(({ place }) => place)));
	const anySaid = (word: Term[][]) => word.filter((saying) => saying.length > 0);
	return {
		keys: [...places.keys()],
		sayings: sayings.map(anySaid).filter((word) => word.length > 0),
		typed: typed.size
	};
}

/**
 * How well a document says the words, and what that gains for its title: where it is the words, give or take (nearly
 * half of it, since it stands there in two languages, is half of them), or says each of them in one of its sayings.
 */
function assessor(words: readonly RankingWord[], { rows, means: meansOf }: Columns) {
	const { keys, sayings: all, typed } = hashed(words);
	const means = meansOf();
	/** The counts of the terms in the document that is looked at: several sayings say the same ones. */
	const held = new Uint16Array(keys.length);
	return ({ row, lengths }: IndexedDocument, vector: PackedTerms): { score: number; gain: number } => {
		let titleTerms = 0;
		for (let place = 0; place < keys.length; place++) {
			held[place] = countsOf(vector, keys[place]!);
			if (countIn(bits.A, held[place]!) > 0) titleTerms++;
		}
		let score = 0;
		let saysAll = all.length > 0;
		const heldA = heldBack(weights.A, lengths.A, means.A);
		const heldB = heldBack(weights.B, lengths.B, means.B);
		const heldC = heldBack(weights.C, lengths.C, means.C);
		for (const sayings of all) {
			let most = 0;
			let isSaid = false;
			for (const saying of sayings) {
				let own = 0;
				let inTitle = true;
				let times = Infinity;
				for (const { place, weight } of saying) {
					const counts = held[place]!;
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
				isSaid ||= inTitle;
			}
			score += most;
			saysAll &&= isSaid;
		}
		const title = rows.end[row]! - rows.title[row]!;
		const isTitle = titleTerms > 0 && titleTerms >= title * wholeTitle && titleTerms >= typed / 2;
		return { score, gain: isTitle ? titleGain : saysAll ? saidGain : 0 };
	};
}
