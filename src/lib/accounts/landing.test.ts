import fc from 'fast-check';
import { expect, test } from 'vitest';
import { landing, safeNext } from '#lib/accounts/landing.ts';

test('signing in goes on to the page that was asked for, with its query', () => {
	expect(safeNext('/search?q=%E8%84%91%E7%94%B5&page=2')).toBe('/search?q=%E8%84%91%E7%94%B5&page=2');
	expect(safeNext('/en/me/matches#top')).toBe('/en/me/matches#top');
});

test('signing in never leads to another site', () => {
	const foreign = [
		'https://evil.example/',
		'//evil.example',
		'/\\evil.example',
		'\\/evil.example',
		'/\t/evil.example',
		'/.//evil.example',
		'/a/..//evil.example',
		'/%2e//evil.example',
		'javascript:alert(1)',
		' //evil.example',
		'me',
		'',
		null
	];
	for (const next of foreign) expect(safeNext(next), String(next)).toBeUndefined();
});

test('whatever the text, the browser stays on this site', () => {
	const piece = fc.constantFrom(
		'/',
		'\\',
		'.',
		'..',
		'@',
		':',
		'?',
		'#',
		'%2f',
		'%5c',
		'\t',
		'\n',
		'evil.example',
		'http:',
		'a'
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
			const next = safeNext(`/${pieces.join('')}`);
			if (next !== undefined)
				expect(new URL(next, 'https://pons.example').origin).toBe('https://pons.example');
		}),
		{ numRuns: 5_000 }
	);
});

test('signing in does not lead back to signing in or out', () => {
	for (const next of ['/sign-in', '/en/sign-in?next=/me', '/sign-out', '/reset?token=x']) {
		expect(safeNext(next), next).toBeUndefined();
	}
	expect(safeNext('/sign-inventions')).toBe('/sign-inventions');
});

test('each purpose lands where its job starts', () => {
	const person = { isOperator: false };
	const purposes = ['work', 'recruit', 'teach'] as const;
	expect(purposes.map((purpose) => landing({ ...person, purpose }))).toEqual(['/me', '/org', '/org']);
	expect(landing({ purpose: 'recruit', isOperator: true })).toBe('/ops');
});
