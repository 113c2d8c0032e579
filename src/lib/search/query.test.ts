import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	chosenValues,
	facets,
	longestQuery,
	parseQuery,
	searchPath,
	ranges,
	withoutFacet,
	withoutFilters,
	withoutPlain,
	withoutRange,
	withoutValue,
	withPlain,
	withWords
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

test('ranges and parts to be taken as they stand are kept, and leave one by one', () => {
	const query = read('q=脑电 nerual&plain=nerual&plain=脑电&payFrom=8000&payTo=20000&closing=7&page=3');
	expect(searchPath({ ...withoutPlain(query), q: 'x' })).toBe(
		'/search?q=x&payFrom=8000&payTo=20000&closing=7'
	);
	expect(withPlain(withoutPlain(query), '脑电').plain).toEqual(['脑电']);
	expect(withoutRange(query, 'payTo')).toMatchObject({ payFrom: 8000, payTo: undefined, page: 1 });
	expect(withWords(query, ' 康复 ')).toMatchObject({ q: '康复', plain: [], payFrom: 8000, page: 1 });
	expect(searchPath(withoutFacet(read('kind=role&kind=base&skill=eeg'), 'kind'))).toBe('/search?skill=eeg');
});

test('ranges that make no sense are left out', () => {
	expect(read('payFrom=abc&payTo=0&startFrom=2027-13&startTo=27-01&closing=-1&since=soon')).toEqual(read(''));
	expect(read('closing=9999&payFrom=999999999')).toMatchObject({ closing: 365, payFrom: 1_000_000 });
});

test('any address is read without an error, and its canonical form means the same', () => {
	const name = fc.constantFrom('q', 'plain', 'sort', 'page', 'other', ...ranges, ...facets);
	const value = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.constantFrom('role', 'eeg', '7', 'new', 'gulou', 'master', '2027-03')
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(name, value)), (pairs) => {
			const query = parseQuery(new URLSearchParams(pairs));
			expect(again(searchPath(query))).toEqual(query);
		})
	);
});
