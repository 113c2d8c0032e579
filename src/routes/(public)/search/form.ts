// The search that the fields of a form ask for. Runs in the browser only.
import { parseQuery, type SearchQuery } from '#lib/search/query.ts';

/** Other words are understood anew: what was to be found as it stands stood in the old ones. */
export function searchOf(form: HTMLFormElement, before: SearchQuery): SearchQuery {
	const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
	const next = parseQuery(new URLSearchParams(fields));
	return next.q === before.q ? next : { ...next, plain: [] };
}
