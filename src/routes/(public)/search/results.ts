// The results in order, then what comes nearest to them.
import { listingLine } from '#lib/listings/card.ts';
import { rowMarkup } from '#lib/listings/row.ts';
import { Markup, markup } from '#lib/markup.ts';
import { besideMarkup } from '#lib/matching/beside.ts';
import type { Beside } from '#lib/matching/shown.ts';
import { chipStandings } from '#lib/matching/words.ts';
import { piecesOf, type FoundLine, type SearchPage } from '#lib/search/page.ts';
import type { SearchQuery } from '#lib/search/query.ts';
import { moreWord } from '#lib/search/words.ts';

/** What each listing is to the reader, by id; empty for whoever has no profile to match. */
type Besides = ReadonlyMap<string, Beside>;

/** `isShown`: it goes with the page that shows it, and not in its place. */
export function resultsMarkup(
	query: SearchQuery,
	page: SearchPage,
	besides: Besides,
	isShown: boolean
): Markup {
	const lines = (found: readonly FoundLine[]) => found.map((one) => row(one, besides.get(one.line.id)));
	const { rows, more } = page;
	const nearest = more.length > 0 ? markup`<h2>${moreWord(query, page)}</h2>${lines(more)}` : undefined;
	return new Markup(markup`<div class="results">${lines(rows)}${nearest}</div>`.html, isShown);
}

function row({ card, line, marks, excerpt }: FoundLine, beside: Beside | undefined): Markup {
	const match = beside && 'match' in beside ? beside.match : undefined;
	return rowMarkup(
		match ? listingLine(card, chipStandings(match.lines)) : line,
		marks && marked(line.title, marks),
		excerpt && { lang: excerpt.lang, text: marked(excerpt.text, excerpt.marks) },
		beside && besideMarkup(beside)
	);
}

/** A text with what was searched for marked in it. */
function marked(text: string, marks: readonly number[]): Markup {
	const pieces = piecesOf(text, marks).map(({ text, hit }) =>
		hit ? markup`<mark>${text}</mark>` : markup`${text}`
	);
	return markup`${pieces}`;
}
