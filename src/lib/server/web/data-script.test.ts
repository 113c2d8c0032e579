import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { Markup } from '#lib/markup.ts';
import { parcel, unwrap } from '#lib/parcel.ts';
import { dataScript } from './data-script.ts';

/** What a browser makes of the expression; markup as its text. */
function read(script: string): unknown {
	const decode = (sort: string, sent: unknown) => (sort === 'parcel' ? unwrap(sent) : sent);
	return runInNewContext(`(${script})`, { app: { decode } });
}

test('texts, numbers, parcels and markup are the same again, and nothing in them ends the script', () => {
	const text = '脑电 "解码" \\ </script><!-- \u2028 \ud83e';
	const rows = parcel([{ title: text, level: null, count: 1.5 }]);
	const script = dataScript(
		{ text, rows, markup: new Markup('<b>1</b>'), none: null, on: true },
		{ url: 1 }
	)!;
	expect(script).not.toContain('<');
	expect(read(script)).toEqual({
		type: 'data',
		data: { text, rows: [...rows], markup: '<b>1</b>', none: null, on: true },
		uses: { url: 1 }
	});
	expect(read(dataScript(null, {})!)).toEqual({ type: 'data', data: null, uses: {} });
});

test('what is more than that goes SvelteKit’s way', () => {
	const later = Promise.resolve(1);
	const inherits = parcel([JSON.parse('{"__proto__":{"isOperator":true}}') as object]);
	for (const value of [later, new Date(), [1], { a: 1 }, undefined, -0, NaN, 1n, inherits])
		expect(dataScript({ value }, {})).toBeUndefined();
	expect(dataScript({ 'a-b': 1 }, {})).toBeUndefined();
});
