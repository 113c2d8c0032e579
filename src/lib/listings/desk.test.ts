import { expect, test } from 'vitest';
import { deskSearch, parseDesk } from '#lib/listings/desk.ts';

const parse = (search: string) => parseDesk(new URLSearchParams(search));

test('the address of a desk says what it shows', () => {
	for (const search of ['', '?state=open', '?state=draft&words=%E8%84%91%E7%94%B5&page=3'])
		expect(deskSearch(parse(search))).toBe(search);
});

test('what an address says wrongly is as if it said nothing', () => {
	for (const search of ['?state=sold', '?page=0', '?page=-1', '?page=1e9', '?page=x', '?words=%20'])
		expect(deskSearch(parse(search))).toBe('');
});
