import { canonicalQuery } from '#lib/searches/query.ts';
import { frequencies } from '#lib/searches/types.ts';
import { getApp } from '#lib/server/app.ts';
import { searchWords } from '#lib/server/searches/names.ts';
import { signedIn } from '#lib/server/web/visitor.ts';

/** The address carries the search; nothing is saved before the button is pressed. */
export const load = async ({ locals, url }) => {
	signedIn({ locals, url });
	const query = canonicalQuery(url.search);
	const [words] = await searchWords(getApp(), [{ kind: 'listing', query }]);
	const asked = url.searchParams.get('frequency');
	return { query, ...words!, frequency: frequencies.find((known) => known === asked) ?? 'daily' };
};
