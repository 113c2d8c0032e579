// The results in order, then what comes nearest to them.
import { rowMarkup } from '#lib/listings/row.ts';
import { Markup, markup } from '#lib/markup.ts';
import { piecesOf, type FoundLine, type SearchPage } from '#lib/search/page.ts';
import type { SearchQuery } from '#lib/search/query.ts';
import { moreWord } from '#lib/search/words.ts';

/** `isShown`: it goes with the page that shows it, and not in its place. */
export function resultsMarkup(query: SearchQuery, page: SearchPage, isShown: boolean): Markup {
	const { rows, more } = page;
	const nearest = more.length > 0 ? markup`<h2>${moreWord(query, page)}</h2>${more.map(row)}` : undefined;
	return new Markup(markup`<div class="results">${rows.map(row)}${nearest}</div>`.html, isShown);
}

const row = ({ line, marks, excerpt }: FoundLine) =>
	rowMarkup(
		line,
		marks && piecesOf(line.title, marks),
		excerpt && { lang: excerpt.lang, pieces: piecesOf(excerpt.text, excerpt.marks) }
	);
