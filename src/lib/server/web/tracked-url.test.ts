import { describe, expect, it } from 'vitest';
import { trackedUrl } from './tracked-url.ts';

function track(address: string) {
	const read: string[] = [];
	const url = trackedUrl(
		new URL(address),
		() => read.push('address'),
		(name) => read.push(name)
	);
	return { url, read };
}

describe('the address a load function sees', () => {
	it('tells which parameters were read', () => {
		const { url, read } = track('https://pons.example/search?q=eeg&page=2');
		expect(url.searchParams.get('q')).toBe('eeg');
		expect(url.searchParams.has('sort')).toBe(false);
		expect(url.searchParams.getAll('page')).toEqual(['2']);
		expect(read).toEqual(['q', 'sort', 'page']);
	});

	it.each(['href', 'pathname', 'search'] as const)('tells that its %s was read', (part) => {
		const { url, read } = track('https://pons.example/search?q=eeg');
		expect(url[part]).toBe(new URL('https://pons.example/search?q=eeg')[part]);
		expect(read).toEqual(['address']);
	});

	it('tells that all of it was read when it becomes a text or its parameters are listed', () => {
		const { url, read } = track('https://pons.example/search?q=eeg');
		expect(`${url}`).toBe('https://pons.example/search?q=eeg');
		expect(JSON.stringify(url)).toBe('"https://pons.example/search?q=eeg"');
		expect([...url.searchParams.entries()]).toEqual([['q', 'eeg']]);
		expect(new URL(url).pathname).toBe('/search');
		expect(read).toEqual(['address', 'address', 'address', 'address']);
	});

	it('does not depend on where the site is', () => {
		const { url, read } = track('https://pons.example/search');
		expect([url.origin, url.host, url.protocol]).toEqual(['https://pons.example', 'pons.example', 'https:']);
		expect(read).toEqual([]);
	});

	it('has no part behind #', () => {
		expect(() => track('https://pons.example/#a').url.hash).toThrow('event.url.hash');
	});
});
