import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fields } from '#lib/search/bm25.ts';
import {
	bits,
	countIn,
	countsOf,
	packTitle,
	packVector,
	readSlab,
	readTitle
} from '#lib/server/search/vector.ts';
import { hash } from '#lib/text/hash.ts';

const asked = ['脑', '电', '脑电', 'eeg', 'c++', 'decod', 'deep learn'];
const terms = fc.array(fc.oneof(fc.constantFrom(...asked), fc.string({ unit: 'binary', maxLength: 3 })), {
	maxLength: 120
});
const document = fc.record({ A: terms, B: terms, C: terms });
const most = { A: 7, B: 31, C: 255 };

test('a packed document says how often each field holds a term, up to the most that it counts', () => {
	fc.assert(
		fc.property(document, document, (before, own) => {
			const packed = [packVector(before), packVector(own)];
			const [, vector] = readSlab(
				Buffer.concat(packed),
				packed.map(({ length }) => length)
			);
			for (const term of [...asked, ...own.A.slice(0, 5), ...before.C.slice(0, 5)]) {
				const counts = countsOf(vector!, hash(term));
				for (const field of fields) {
					const held = own[field].filter((one) => hash(one) === hash(term)).length;
					expect(countIn(bits[field], counts)).toBe(Math.min(held, most[field]));
				}
			}
		})
	);
});

test('a packed title holds each of its terms once', () => {
	const title = readTitle(packTitle(['脑电', 'eeg', '脑电']).toString('base64'));
	expect([...title]).toEqual([hash('脑电'), hash('eeg')]);
});
