import { expect, test } from 'vitest';
import { parcel, unwrap, wrap } from './parcel.ts';

test('a parcel is on the server what it was, and the same again where it arrives', () => {
	const rows = parcel([{ title: '脑电 "解码" </script>', level: null, tags: ['a', 'b'] }]);
	expect(rows[0]!.title).toBe('脑电 "解码" </script>');
	expect(unwrap(wrap(rows)!)).toEqual(rows);
});

test('everything else travels as ever', () => {
	expect([wrap({ a: 1 }), wrap([1]), wrap('text'), wrap(null), wrap(undefined)]).toEqual(
		Array(5).fill(undefined)
	);
});
