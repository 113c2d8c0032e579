// The search page as data: finds, reads the rows with the viewer's rights, and words facets and titles in the
// reader's language, so that the browser gets neither both languages nor the code that folds texts.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { locale } from '#lib/i18n/locale.ts';
import { listingLine, type ListingCard, type ListingLine } from '#lib/listings/card.ts';
import { searchWithout, type SearchPage, type UnderstoodPart } from '#lib/search/page.ts';
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
import { marker } from '#lib/text/highlight.ts';
import { searchable, type Searchable } from '#lib/text/searchable.ts';
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
	const mark = marker(found.terms);
	const titled = cards.map((card) => ({ card, ...lineOf(card) }));
	const excerpts = await excerptsOf(app, titled, found.parts, mark);
	const rows = titled.map(({ card, line, title }) => ({
		card,
		line,
		marks: mark(title),
		excerpt: excerpts.get(card.id)
	}));
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

type Worded = { line: ListingLine; title: Searchable };
const lines = {
	'zh-CN': new WeakMap<ListingCard, Worded>(),
	en: new WeakMap<ListingCard, Worded>()
};

/** A card in words, made once for as long as it is kept, as its title is folded. */
function lineOf(card: ListingCard): Worded {
	const made = lines[locale()];
	let worded = made.get(card);
	if (!worded) {
		const line = listingLine(card);
		made.set(card, (worded = { line, title: searchable(line.title) }));
	}
	return worded;
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
