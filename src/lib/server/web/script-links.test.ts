import { expect, test } from 'vitest';
import { scriptLinks } from './script-links.ts';

const nodes = (...indexes: number[]) => indexes.map((index) => ({ node: { index } }));
const at = (script: string) => `/${script}`;

test('a page names its scripts, and other pages theirs', () => {
	const links = scriptLinks(nodes(0, 12), new Set(['start.js', 'search.js']), at);
	expect(links.match(/href="[^"]+" rel="modulepreload"/g)).toEqual([
		'href="/start.js" rel="modulepreload"',
		'href="/search.js" rel="modulepreload"'
	]);
	expect(scriptLinks(nodes(0, 1, 2), new Set(['start.js']), at)).not.toContain('search.js');
	expect(scriptLinks(nodes(0, 12), new Set(['start.js', 'search.js']), at)).toBe(links);
});
