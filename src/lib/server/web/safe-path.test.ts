import { describe, expect, it } from 'vitest';
import { safePath } from '#lib/server/web/safe-path.ts';

describe('where a form may lead', () => {
	it('is any page of the site with its query', () => {
		expect(safePath('/en/search?q=脑电&page=2')).toBe('/en/search?q=脑电&page=2');
	});

	it.each([
		'//evil.example',
		'/\\evil.example',
		'https://evil.example',
		'/\t/evil.example',
		'/a\\b',
		'',
		null,
		undefined,
		3
	])('is never %j', (value) => {
		expect(safePath(value)).toBe('/');
	});
});
