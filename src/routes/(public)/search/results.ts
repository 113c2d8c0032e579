// The results in order, then what comes nearest to them.
import { rowMarkup } from '#lib/listings/row.ts';
import { escaped, Markup, markup } from '#lib/markup.ts';
import type { FoundLine, SearchPage } from '#lib/search/page.ts';
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
		marks && marked(line.title, marks),
		excerpt && { lang: excerpt.lang, text: marked(excerpt.text, excerpt.marks) }
	);

/** A text with what was searched for marked in it. */
function marked(text: string, marks: readonly number[]): Markup {
	let html = '';
	let done = 0;
	for (let at = 0; at < marks.length; at += 2) {
		const [from, to] = [marks[at]!, marks[at + 1]!];
		html += `${escaped(text.slice(done, from))}<mark>${escaped(text.slice(from, to))}</mark>`;
		done = to;
	}
	return new Markup(html + escaped(text.slice(done)));
}
