// A search as a page asks for it: words understood, engine asked, candidates ranked, and when few documents hold all
// of it, a second part that holds some.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { idf } from '#lib/search/bm25.ts';
import { otherWords, withoutPromises, withoutQuestions } from '#lib/search/everyday-words.ts';
import { rowsPerPage, type Facet, type SearchQuery } from '#lib/search/query.ts';
import type { App } from '#lib/server/app.ts';
import { listingCorpus, talentCorpus } from '#lib/server/search/corpus.ts';
import { columnsOf } from '#lib/server/search/columns.ts';
import { searchEngine } from '#lib/server/search/engine.ts';
import { lexiconOf, type Lexicon } from '#lib/server/search/lexicon.ts';
import type { EngineQuery, FacetCounts, RankingTerm } from '#lib/server/search/port.ts';
import { rank, type RankingWord } from '#lib/server/search/rank.ts';
import { sounding, taken, understand, type Part } from '#lib/server/search/understand.ts';
import { documentCounts, meantBy, termsHeld, type Scope } from '#lib/server/search/vocabulary.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { fold } from '#lib/text/fold.ts';
import { pinyin } from '#lib/text/pinyin.ts';
import type { TalentFacet } from '#lib/talents/search.ts';
import { rankingTerms, type Expression } from '#lib/text/tokens.ts';

export type Found<F extends string = Facet> = {
	/** Listings or talents of the page, in order. Read their rows again before showing them. */
	ids: string[];
	total: number;
	/** The second part, after the last of the first: those that hold some of the words, or a related skill. */
	more: string[];
	facets: FacetCounts<F>;
	/** How the words were understood, in their order. */
	parts: Part[];
	/** What to mark in titles. */
	terms: string[];
};

const ONE_CHARACTER = /^\p{Script=Han}$/u;

/** Below so many hits the second part follows. */
const few = 10;
const mostMore = 10;

const listings: Scope<Facet> = { corpus: listingCorpus, none: [] };

/** One page of a search; `limit` rows instead of a page's, of the second part too. */
export function findListings(app: App, query: SearchQuery, limit?: number): Promise<Found> {
	return find(app, listings, query, limit);
}

/** Who must be in no hit, count, total or correction of a search for talents. To be read before the search. */
export type Nobody = Omit<Scope, 'corpus'>;

/** One page of a search for talents, as if the others did not exist. */
export function findTalents(
	app: App,
	query: SearchQuery<TalentFacet>,
	nobody: Nobody
): Promise<Found<TalentFacet>> {
	return find(app, { corpus: talentCorpus, ...nobody }, query);
}

async function find<F extends string>(
	app: App,
	scope: Scope<F>,
	query: SearchQuery<F>,
	limit?: number
): Promise<Found<F>> {
	const parts = await partsOf(app, scope, query);
	const asked = askedBy(app, scope, query, parts, await weighed(app, scope, strictTerms(parts)), limit);
	const { ids, ranked, total, facets } = await searchEngine(app).search(asked);
	const page = ranked
		? ids
		: (await ranking(app, scope, query.q, parts, ids)).slice(asked.offset, asked.offset + asked.limit);
	const sparse =
		total < few && query.page === 1 && query.sort === 'relevance' && parts.some((part) => !part.without);
	const more = sparse
		? await findMore(app, query, asked, parts, { strict: page, total, limit: limit ?? mostMore })
		: [];
	return { ids: page, total, more, facets, parts, terms: shownTerms(parts) };
}

/** What a search asks of a single document, with its words understood as on its page. To count and to compare. */
export function questionOf(app: App, query: SearchQuery): Promise<EngineQuery> {
	return question(app, listings, query);
}

/** The same of a search for talents. */
export function talentQuestionOf(
	app: App,
	query: SearchQuery<TalentFacet>,
	nobody: Nobody = { none: [] }
): Promise<EngineQuery<TalentFacet>> {
	return question(app, { corpus: talentCorpus, ...nobody }, query);
}

async function question<F extends string>(
	app: App,
	scope: Scope<F>,
	query: SearchQuery<F>
): Promise<EngineQuery<F>> {
	return askedBy(app, scope, query, await partsOf(app, scope, query), []);
}

/** The words as they are understood. That talents are searched needs not be said. */
async function partsOf(
	app: App,
	scope: Scope,
	{ q, plain }: Pick<SearchQuery, 'q' | 'plain'>
): Promise<Part[]> {
	const lexicon = await lexiconOf(app, scope.corpus);
	const parts = understand(q, plain, lexicon);
	const said = scope.corpus.kind === 'talent' ? parts.filter(({ as }) => as !== 'kind') : parts;
	return corrected(app, scope, said, plain, lexicon);
}

/** Words that no document holds, taken for what they sound like or for the words they are nearest to. */
async function corrected(
	app: App,
	scope: Scope,
	parts: Part[],
	plain: readonly string[],
	lexicon: Lexicon
): Promise<Part[]> {
	const asIs = new Set(plain.map(fold));
	const words = parts.filter(({ as, text }) => as === 'word' && !asIs.has(text));
	const held = await termsHeld(app.sql, scope, words.flatMap(heldTerms));
	return Promise.all(
		parts.map(async (part) => {
			if (!words.includes(part) || heldTerms(part).every((term) => held.has(term))) return part;
			const meaning = SPOKEN.test(part.text) ? lexicon.sounding(pinyin(part.text)) : undefined;
			if (meaning) return sounding(part, meaning, lexicon);
			const meant = await meantBy(app.sql, part.text, scope);
			return meant.length > 0 ? taken(part, meant) : part;
		})
	);
}

/** What may be pinyin, or Chinese written with other characters of the same sound. */
const SPOKEN = /^(?:[a-z]+|\p{Script=Han}{2,8})$/u;

function heldTerms({ holds }: Part): string[] {
	if (typeof holds === 'string') return [holds];
	return 'all' in holds ? holds.all.filter((term) => typeof term === 'string') : [];
}

const scored = ({ without, says }: Part) => !without && says.length > 0;

function strictTerms(parts: Part[]): Map<string, number> {
	const terms = new Map<string, number>();
	for (const part of parts.filter(scored)) {
		for (const text of part.says) {
			for (const [term, worth] of rankingTerms(text)) terms.set(term, Math.max(terms.get(term) ?? 0, worth));
		}
	}
	return terms;
}

/** Terms with their worth times their rarity. */
async function weighed(
	app: App,
	{ corpus }: Pick<Scope, 'corpus'>,
	terms: ReadonlyMap<string, number>
): Promise<RankingTerm[]> {
	if (terms.size === 0) return [];
	const [counts, { byId }] = await Promise.all([
		documentCounts(app.sql, terms.keys(), corpus),
		columnsOf(app.sql, corpus)
	]);
	return [...terms].map(([term, worth]) => {
		const df = counts.get(term) ?? 0;
		return { term, df, weight: worth * idf(df, byId.size) };
	});
}

/** What an engine is asked for a page of a search. */
function askedBy<F extends string>(
	app: App,
	scope: Scope<F>,
	query: SearchQuery<F>,
	parts: Part[],
	terms: RankingTerm[],
	limit = rowsPerPage
): EngineQuery<F> {
	const today = dayInNanjing(app.now());
	return {
		...scope,
		where: allOf(parts, query.gives),
		some: undefined,
		filters: query.filters,
		payFrom: query.payFrom,
		payTo: query.payTo,
		starts: monthsBetween(query.startFrom, query.startTo),
		closesBy: query.closing === undefined ? undefined : daysAfter(today, query.closing),
		publishedSince:
			query.since === undefined ? undefined : new Date(app.now().getTime() - query.since * dayLength),
		sort: query.sort,
		ranking: terms,
		today,
		offset: (query.page - 1) * limit,
		limit
	};
}

const dayLength = 24 * 60 * 60 * 1_000;
const daysAfter = (day: string, days: number) =>
	new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10);

const usualMonths = 36;

/** The months from the first to the last, YYYY-MM, at most so many; an open end reaches three years. */
export function monthsBetween(
	from: string | undefined,
	to: string | undefined,
	most = usualMonths
): string[] | undefined {
	if (!from && !to) return undefined;
	const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
	const first = from ? number(from) : number(to!) - most + 1;
	const last = Math.min(to ? number(to) : first + most - 1, first + most - 1);
	const months: string[] = [];
	for (let at = first; at <= last; at++)
		months.push(`${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`);
	return months;
}

/** The candidates of the strict set in order: every name of a skill counts as well as the one that was typed. */
async function ranking(
	app: App,
	{ corpus }: Scope,
	q: string,
	parts: Part[],
	candidates: string[]
): Promise<string[]> {
	const said = parts.filter(scored);
	const texts = said.map(({ says, names }) => [...new Set([...says, ...names])]);
	// What stands between names is too little to be asked for, but tells which of the documents is meant.
	if (parts.every(({ without, meant }) => !without && meant.length === 0)) texts.push([withoutPromises(q)]);
	const weights = await weighed(
		app,
		{ corpus },
		new Map(texts.flat().flatMap((text) => [...rankingTerms(text)]))
	);
	const byTerm = new Map(weights.map((one) => [one.term, one]));
	const done = new Set<string>();
	const words = texts.map((sayings, at): RankingWord => {
		const full = said[at]?.says.length ?? 1;
		const word = sayings.map((text, place) =>
			[...rankingTerms(text).keys()]
				.filter((term) => !done.has(term))
				.flatMap((term) => byTerm.get(term) ?? [])
				.map(({ term, weight }) => ({ term, weight: place < full ? weight : weight * nameWorth }))
		);
		// A term of two words counts once.
		for (const term of rankingTerms(sayings[0]!).keys()) done.add(term);
		return word;
	});
	return rank(app.sql, corpus, { words, skills: skillsOf(parts), tags: firstTags(parts) }, candidates);
}

/** What words mean first of all that may mean something else too: an internship before a base. */
const firstTags = (parts: Part[]) =>
	parts.flatMap(({ tags, without }) => (tags.length > 1 && !without ? tags.slice(0, 1) : []));

/** What another name of a skill counts, against the one that was typed. */
const nameWorth = 0.25;

const skillsOf = (parts: Part[]) =>
	parts.flatMap(({ as, values, without }) => (as === 'skill' && !without ? values : []));

/** What is said beside the point, and what only means the same, weighs less. */
const [asideWorth, otherWorth, otherCharacter] = [0.25, 0.4, 0.3];

/** What is not in the strict set and holds some of the words, or a skill near one that was asked for. */
async function findMore<F extends string>(
	app: App,
	query: SearchQuery<F>,
	asked: EngineQuery<F>,
	parts: Part[],
	{ strict, total, limit }: { strict: string[]; total: number; limit: number }
): Promise<string[]> {
	const terms = await weighed(
		app,
		asked,
		looseTerms(
			parts.filter(({ without }) => !without),
			query.q
		)
	);
	const near = total === 0 ? await nearSkills(app, parts) : [];
	// A single character says too little to find anything by, unless nothing else was typed.
	const telling = terms.filter(({ term }) => !ONE_CHARACTER.test(term));
	const finding = telling.length > 0 ? telling : terms;
	const firm = parts.filter((part) => part.without || part.says.length === 0 || part.as === 'phrase');
	const held = new Set(strict);
	const some = async (kept: Part[], by: RankingTerm[] = [...finding, ...near], also?: Expression) => {
		const { ids } = await searchEngine(app).search({
			...asked,
			where: allOf(kept, query.gives, also),
			some: by,
			ranking: terms,
			offset: 0,
			limit
		});
		return ids.filter((id) => !held.has(id));
	};
	let candidates = await some(firm);
	// What leaves nothing at all gives way too, but for what was excluded.
	if (total === 0 && candidates.length === 0) candidates = await some(parts.filter((part) => part.without));
	// The characters of a word may stand apart: 箱形梁 is a 箱梁 of some 形. All but one of them, or they say nothing.
	const apart = charactersOf(parts);
	if (candidates.length < limit && apart.length > 1) {
		const characters = terms.filter(({ term }) => apart.includes(term));
		candidates = [...new Set([...candidates, ...(await some(firm, characters, allButOne(apart)))])];
	}
	const wanted = { words: [[terms]], skills: skillsOf(parts), tags: firstTags(parts) };
	return (await rank(app.sql, asked.corpus, wanted, candidates)).slice(0, limit);
}

/** The Chinese characters of the words that are wanted, each once. */
function charactersOf(parts: Part[]): string[] {
	const words = parts.filter(({ without, as }) => !without && as !== 'phrase');
	const characters = words.flatMap(({ text }) => [...text].filter((one) => ONE_CHARACTER.test(one)));
	return [...new Set(characters)];
}

/** All of a few characters but one, whichever it is; all of two, and of so many that one more or less says little. */
function allButOne(characters: string[]): Expression {
	if (characters.length < 3 || characters.length > fewCharacters) return { all: characters };
	return { any: characters.map((left) => ({ all: characters.filter((one) => one !== left) })) };
}
const fewCharacters = 6;

/** All parts, one thing more and the skill that is to be given, as one expression; undefined for none. */
function allOf(parts: Part[], gives: string | undefined, more?: Expression): Expression | undefined {
	const all = parts.map(({ holds, without }): Expression => (without ? { not: holds } : holds));
	if (more !== undefined) all.push(more);
	if (gives !== undefined) all.push(`gives:${gives}`);
	return all.length > 1 ? { all } : all[0];
}

/** The terms of all that was typed. */
function looseTerms(parts: Part[], q: string): Map<string, number> {
	const terms = new Map<string, number>();
	const add = (text: string, share: number, character = 1) => {
		for (const [term, worth] of rankingTerms(text)) {
			const own = worth * share * (ONE_CHARACTER.test(term) ? character : 1);
			if (own > (terms.get(term) ?? 0)) terms.set(term, own);
		}
	};
	const typed = parts.map(({ text }) => text).join(' ');
	const point = withoutPromises(withoutQuestions(typed));
	add(q, asideWorth);
	add(point, 1);
	for (const { text, says, meant } of parts)
		if (meant.length > 0 || !says.includes(text)) says.forEach((one) => add(one, 1));
	for (const word of otherWords(point)) add(word, otherWorth, otherCharacter);
	return terms;
}

/** The families of the skills that were asked for, as tags that count a little. */
async function nearSkills(app: App, parts: Part[]): Promise<RankingTerm[]> {
	const directory = await skillDirectory(app.db);
	const parents = skillsOf(parts).flatMap((skill) => directory.tree.parents(skill));
	return [...new Set(parents)]
		.filter((parent) => !directory.tree.isGroup(parent))
		.map((parent) => ({ term: `under:${parent}`, df: 1, weight: 0.1 }));
}

function shownTerms(parts: Part[]): string[] {
	return parts
		.filter(({ without }) => !without)
		.flatMap(({ text, says, names }) => [...new Set([text, ...says, ...names])]);
}
