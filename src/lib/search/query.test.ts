import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	chosenValues,
	facets,
	longestQuery,
	parseQuery,
	searchPath,
	withoutFilters,
	withoutValue
} from './query.ts';

const read = (text: string) => parseQuery(new URLSearchParams(text));
const again = (path: string) => parseQuery(new URL(path, 'http://localhost').searchParams);

test('an address without parameters is a search for everything', () => {
	const query = read('');
	expect(chosenValues(query)).toEqual([]);
	expect(query).toMatchObject({ q: '', payFrom: undefined, sort: 'relevance', page: 1 });
	expect(searchPath(query)).toBe('/search');
});

test('a search keeps what it was asked for', () => {
	const query = read('q=脑电&kind=course&kind=role&skill=eeg&payFrom=8000&sort=new&page=3');
	expect(query).toMatchObject({ q: '脑电', payFrom: 8000, sort: 'new', page: 3 });
	expect(chosenValues(query)).toEqual([
		{ facet: 'kind', value: 'role' },
		{ facet: 'kind', value: 'course' },
		{ facet: 'skill', value: 'eeg' }
	]);
});

test('values nobody offers are left out', () => {
	const query = read('kind=gold&district=<b>&skill=a"b&skill=A&level=phd&payFrom=-3&sort=random&page=x');
	expect(query).toEqual(read(''));
});

test('the page stays between the first and the last', () => {
	expect([read('page=0').page, read('page=99999').page]).toEqual([1, 50]);
});

test('words are trimmed, cut at their limit, and hold no control characters', () => {
	expect(read('q=%20a%00%09b%20').q).toBe('a b');
	expect(read(`q=${'脑'.repeat(300)}`).q).toHaveLength(longestQuery);
});

test('the order and repetition of parameters do not change the address', () => {
	expect(searchPath(read('skill=b&skill=a&kind=role&q=x&skill=a'))).toBe(
		'/search?q=x&kind=role&skill=a&skill=b'
	);
});

test('removing a filter removes only that one and goes to the first page', () => {
	const query = read('q=x&kind=role&kind=base&skill=eeg&page=4');
	expect(searchPath(withoutValue(query, 'kind', 'role'))).toBe('/search?q=x&kind=base&skill=eeg');
	expect(searchPath(withoutFilters(query))).toBe('/search?q=x');
});

test('any address is read without an error, and its canonical form means the same', () => {
	const name = fc.constantFrom('q', 'payFrom', 'sort', 'page', 'other', ...facets);
	const value = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('role', 'eeg', '7', 'new', 'gulou', 'master')
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
			const query = parseQuery(new URLSearchParams(pairs));
			expect(again(searchPath(query))).toEqual(query);
		})
	);
});
