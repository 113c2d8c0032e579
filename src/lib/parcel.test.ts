import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { asScript, parcel, unwrap, wrap } from './parcel.ts';

test('a parcel is on the server what it was, and the same again where it arrives', () => {
	const rows = parcel([{ title: '脑电 "解码" </script>', level: null, tags: ['a', 'b'] }]);
	expect(rows[0]!.title).toBe('脑电 "解码" </script>');
	expect(unwrap(wrap(rows)!)).toEqual(rows);
});

test('in a script of a page a parcel is an expression that ends no script and is the same again', () => {
	const rows = parcel([
		{ title: '脑电 "解码" \\ </script><!-- \u2028', ['__proto__x']: 1 },
		JSON.parse('{"__proto__":{"isOperator":true}}') as object
	]);
	for (const sent of [rows, parcel(rows.slice(0, 1))]) {
		const script = asScript(wrap(sent)!);
		expect(script).not.toContain('<');
		expect(unwrap(runInNewContext(`(${script})`))).toEqual(sent);
	}
});

test('everything else travels as ever', () => {
	expect([wrap({ a: 1 }), wrap([1]), wrap('text'), wrap(null), wrap(undefined)]).toEqual(
		Array(5).fill(undefined)
	);
});
