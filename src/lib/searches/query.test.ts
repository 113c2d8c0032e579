import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalQuery, runPath, typedQuery } from '#lib/searches/query.ts';

test('a stored query leaves out order and page, and is run with the newest first', () => {
	expect(canonicalQuery('page=4&sort=deadline&kind=role&q=x')).toBe('q=x&kind=role');
	expect(runPath('q=x&kind=role')).toBe('/search?q=x&kind=role&sort=new');
	expect(canonicalQuery('nonsense=1')).toBe('');
});

test('whatever is stored is stored the same the second time', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			expect(canonicalQuery(canonicalQuery(text))).toBe(canonicalQuery(text));
		})
	);
});

test('words that are typed are searched for, and the address of a search is read as one', () => {
	expect(typedQuery('脑电 & C++')).toBe(canonicalQuery(`q=${encodeURIComponent('脑电 & C++')}`));
	const query = 'q=x&kind=role';
	expect(typedQuery(`https://pons.example/en/search?${query}&page=2`)).toBe(query);
	expect(typedQuery(`/search?${query}`)).toBe(query);
});
