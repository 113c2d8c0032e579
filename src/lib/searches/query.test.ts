import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalQuery, runPath, typedSearch } from '#lib/searches/query.ts';

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
	const words = { kind: 'listing', query: canonicalQuery(`q=${encodeURIComponent('脑电 & C++')}`) };
	expect(typedSearch('脑电 & C++')).toEqual(words);
	const listings = { kind: 'listing', query: 'q=x&kind=role' };
	expect(typedSearch(`https://pons.example/en/search?${listings.query}&page=2`)).toEqual(listings);
	expect(typedSearch(`/search?${listings.query}`)).toEqual(listings);
	const talents = { kind: 'talent', query: 'q=x&degree=doctor' };
	expect(typedSearch(`/org/ning-xi/talents?page=2&kind=role&${talents.query}`)).toEqual(talents);
	expect(runPath(talents.query, 'talent', 'ning-xi')).toBe(`/org/ning-xi/talents?${talents.query}&sort=new`);
});
