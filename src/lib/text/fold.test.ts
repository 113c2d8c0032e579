import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldWithMap } from './fold.ts';

const pieces = fc.constantFrom(
	...[
		'脑',
		'腦',
		'機',
		'机',
		'乾',
		'隆',
		'衞',
		'𠀀',
		'A',
		'é',
		'e\u0301',
		'ǚ',
		'Ｃ',
		'＋',
		'#',
		'++',
		' ',
		'\u3000',
		'\n',
		'ﬁ',
		'ß',
		'Σ',
		'ｶﾞ',
		'한',
		'\u200b',
		'。',
		'-',
		'7',
		'⑦',
		'㎏',
		'😀'
	]
);
const texts = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''));

describe('folding', () => {
	it('brings traditional characters to simplified ones', () => {
		expect(fold('腦機介面與神經調控')).toBe('脑机介面与神经调控');
		expect(fold('裡裏為爲衞')).toBe('里里为为卫');
	});

	it('brings width, case and marks together', () => {
		expect(fold('ＥＥＧ　Café')).toBe('eeg cafe');
		expect(fold('e\u0301\u0302 Ångström nǎo')).toBe('e angstrom nao');
	});

	it('keeps the plus and the number sign, so that C++ and C# stay what they are', () => {
		expect(fold('C++ / C# / Ｃ＋＋')).toBe('c++ / c# / c++');
	});

	it('makes white space single and trims it', () => {
		expect(fold(' \t脑\n\n 机 ')).toBe('脑 机');
		expect(fold(' \n')).toBe('');
	});

	it('drops characters nobody can see', () => {
		expect(fold('脑\u200b机')).toBe('脑机');
	});

	it('leaves marks of other scripts alone', () => {
		expect(fold('ガ')).toBe('ガ');
	});

	it('is the same when done twice', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(fold(fold(text))).toBe(fold(text));
			})
		);
	});

	it('folds a part of a Chinese word into a part of the folded word', () => {
		const han = fc.array(fc.constantFrom('乾', '隆', '著', '腦', '機', '瞭', '解', '後', '皇'), {
			maxLength: 8
		});
		fc.assert(
			fc.property(han, han, (a, b) => {
				expect(fold([...a, ...b].join(''))).toBe(fold(a.join('')) + fold(b.join('')));
			})
		);
	});
});

describe('folding with places', () => {
	it('gives the same text as folding without', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(foldWithMap(text).folded).toBe(fold(text));
			}),
			{ numRuns: 1000 }
		);
	});

	it('gives every unit its place, in order', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const { folded, starts, ends } = foldWithMap(text);
				expect([starts.length, ends.length]).toEqual([folded.length, folded.length]);
				starts.forEach((start, i) => {
					expect(start).toBeLessThan(ends[i]!);
					if (i > 0) expect(start).toBeGreaterThanOrEqual(starts[i - 1]!);
				});
			})
		);
	});

	it('points a folded letter at the letter with its mark', () => {
		const text = 'Cafe\u0301 腦';
		const { folded, starts, ends } = foldWithMap(text);
		expect(folded).toBe('cafe 脑');
		expect(text.slice(starts[3], ends[3])).toBe('e\u0301');
		expect(text.slice(starts[5], ends[5])).toBe('腦');
	});
});
