import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withLinks } from '#lib/messages/links.ts';

const linked = (text: string) => withLinks(text).flatMap(({ href }) => href ?? []);

test('an address in a sentence becomes a link, without the mark that ends the sentence', () => {
	expect(withLinks('资料在https://pons.example/a?b=1，请看（https://x.example/c_(d)）。')).toEqual([
		{ text: '资料在' },
		{ text: 'https://pons.example/a?b=1', href: 'https://pons.example/a?b=1' },
		{ text: '，请看（' },
		{ text: 'https://x.example/c_(d)', href: 'https://x.example/c_(d)' },
		{ text: '）。' }
	]);
	expect(linked('See https://pons.example.')).toEqual(['https://pons.example/']);
	expect(linked('(https://pons.example/a)')).toEqual(['https://pons.example/a']);
});

test('what could lead elsewhere than it seems stays plain text', () => {
	for (const text of [
		'javascript:alert(1)',
		'data:text/html,x',
		'https://bank.example@evil.example/',
		'https://bank.example:x@evil.example/',
		'https://',
		'http://localhost/',
		'ftp://files.example/',
		'//evil.example',
		'https://例子.example'
	])
		expect([text, linked(text)]).toEqual([text, []]);
});

test('nothing is lost or added, and every link is a web address', () => {
	const piece = fc.oneof(
		fc.string(),
		fc.constantFrom('https://', 'http://a.b', 'https://a.example/x?y#z', '）', '<a href="', '">', '@', '\n'),
		fc.webUrl()
	);
	fc.assert(
		fc.property(fc.array(piece), (pieces) => {
			const text = pieces.join('');
			const parts = withLinks(text);
			expect(parts.map((part) => part.text).join('')).toBe(text);
			for (const { href } of parts) if (href) expect(href).toMatch(/^https?:\/\/[^@/]+\.[^@/]*(\/|$)/);
		})
	);
});
