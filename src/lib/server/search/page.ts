// The search page as data: finds, reads the rows with the viewer's rights, and words facets and titles in the
// reader's language, so that the browser gets neither both languages nor the code that folds texts.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { locale } from '#lib/i18n/locale.ts';
import { listingLine, type ListingCard, type ListingLine } from '#lib/listings/card.ts';
import { searchWithout, type FoundLine, type SearchPage, type UnderstoodPart } from '#lib/search/page.ts';
import { isOpen, type SearchQuery } from '#lib/search/query.ts';
import { valueWord } from '#lib/search/words.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { facetData, mostFrequent, namesOf, totalOf, type NameOf } from '#lib/server/search/facets.ts';
import { chosenFilters, removalsOf } from '#lib/server/search/removals.ts';
import { excerptsOf } from '#lib/server/search/excerpts.ts';
import { findListings } from '#lib/server/search/results.ts';
import { wordsUnquoted, wordsWithout } from '#lib/server/search/typed.ts';
import type { Part } from '#lib/server/search/understand.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';
import { highlighter, type Segment } from '#lib/text/highlight.ts';
import { stem } from '#lib/text/stem.ts';

/** So many of what the first removal would find are shown. */
const mostNearest = 5;

/** One page of a search in the reader's language. */
export async function searchPage(app: App, query: SearchQuery): Promise<SearchPage> {
	const found = await findListings(app, query);
	const frequent = mostFrequent(found.facets, query);
	const hosts = [
		...frequent.organization.map(([id]) => id),
		...found.parts.flatMap(({ as, values }) => (as === 'organization' ? values : []))
	];
	const removals =
		found.total > 0
			? []
			: await removalsOf(query.q, chosenFilters(query), found.parts, (removal) =>
					totalOf(app, searchWithout(query, removal))
				);
	const removed = found.more.length === 0 && removals.length > 0;
	const more = removed
		? (await findListings(app, searchWithout(query, removals[0]!), mostNearest)).ids
		: found.more;
	const [cards, nameOf, directory] = await Promise.all([
		listingCards(app.db, [...found.ids, ...more], dayInNanjing(app.now())),
		namesOf(app, hosts),
		skillDirectory(app.db)
	]);
	const mark = highlighter(found.terms);
	const excerpts = await excerptsOf(app, cards, found.parts, (text) => marksOf(mark(text)));
	const rows = cards.map((card) => {
		const line = lineOf(card);
		return { line, marks: marksOf(mark(line.title)), excerpt: excerpts.get(card.id) };
	});
	const held = new Set(found.ids);
	const shown = rows.filter(({ line }) => held.has(line.id));
	return {
		// What the index still holds and nobody may see is not counted either.
		total: found.total - (found.ids.length - shown.length),
		rows: shown,
		more: rows.filter(({ line }) => !held.has(line.id)),
		removed,
		parts: found.parts.filter(isTold).map((part) => understoodPart(part, query.q, nameOf, directory)),
		facets: facetData(found.facets, frequent, query, nameOf),
		removals
	};
}

const lines = {
	'zh-CN': new WeakMap<ListingCard, ListingLine>(),
	en: new WeakMap<ListingCard, ListingLine>()
};

/** A card in words, made once for as long as it is kept. */
function lineOf(card: ListingCard): ListingLine {
	const made = lines[locale()];
	let line = made.get(card);
	if (!line) made.set(card, (line = listingLine(card)));
	return line;
}

/** A word that simply stands for itself needs no explanation. */
export const isTold = ({ as, without, meant }: Part) => as !== 'word' || without || meant.length > 0;

export function understoodPart(
	part: Part,
	q: string,
	nameOf: NameOf,
	directory: SkillDirectory
): UnderstoodPart {
	const { text, as, values, without, meant } = part;
	const names =
		as === 'word' || as === 'phrase'
			? [text]
			: values.map((value) => (isOpen(as) ? nameOf(as, value) : valueWord(as, value)));
	return {
		text,
		as,
		label: names.join(' / '),
		without,
		meant: [...new Set(meant.map((term) => readable(term, directory)))].slice(0, mostMeantShown),
		q: without ? wordsWithout(q, part) : as === 'phrase' ? wordsUnquoted(q, part) : undefined
	};
}

const mostMeantShown = 3;
const readings = new WeakMap<SkillDirectory, Map<string, string>>();

/** A word of a skill's name with this stem: 'decod' is no word that anybody knows. */
function readable(term: string, directory: SkillDirectory): string {
	let words = readings.get(directory);
	if (!words) {
		const all = directory.all.flatMap(({ en, aliases }) =>
			[en, ...aliases].flatMap((name) => name.toLowerCase().match(/[a-z]{3,}/g) ?? [])
		);
		readings.set(directory, (words = new Map(all.reverse().map((word) => [stem(word), word]))));
	}
	return words.get(term) ?? term;
}

/** Where the hits begin and end; undefined where there are none. */
export function marksOf(pieces: Segment[]): FoundLine['marks'] {
	const marks: number[] = [];
	let at = 0;
	for (const { text, hit } of pieces) {
		if (hit) marks.push(at, at + text.length);
		at += text.length;
	}
	return marks.length > 0 ? marks : undefined;
}
