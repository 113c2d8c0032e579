// The search that the fields of a form ask for. Runs in the browser only.
import { parseQuery, type SearchQuery } from '#lib/search/query.ts';

/** Other words are understood anew: what was to be found as it stands stood in the old ones. */
export function readForm<Query extends { q: string; plain: string[] }>(
	form: HTMLFormElement,
	before: Query,
	parse: (params: URLSearchParams) => Query
): Query {
	const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
	const next = parse(new URLSearchParams(fields));
	return next.q === before.q ? next : { ...next, plain: [] };
}

export const searchOf = (form: HTMLFormElement, before: SearchQuery) => readForm(form, before, parseQuery);
