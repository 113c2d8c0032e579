import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { marker } from './highlight.ts';
import { searchable } from './searchable.ts';

const marks = (text: string, ...terms: string[]) => marker(terms.map(fold))(searchable(text));
function hits(text: string, ...terms: string[]): string[] {
	const found = marks(text, ...terms) ?? [];
	return found.flatMap((from, at) => (at % 2 === 0 ? [text.slice(from, found[at + 1])] : []));
}

describe('highlighting', () => {
	it('marks terms as they are written in the text', () => {
		expect(marks('非侵入式腦機接口研究', '脑机接口')).toEqual([4, 8]);
		expect(hits('ＥＥＧ and Cafe\u0301s', 'eeg', 'café')).toEqual(['ＥＥＧ', 'Cafe\u0301']);
	});

	it('joins hits that overlap or touch', () => {
		expect(hits('脑机接口', '脑机', '机接', '接口')).toEqual(['脑机接口']);
	});

	it('marks Latin terms from the beginning of a word, short ones as whole words', () => {
		expect(hits('Electrode, electrodes, microelectrode', 'electrode')).toEqual(['Electrode', 'electrode']);
		expect(hits('C, C++, CSP, ABC', 'c')).toEqual(['C']);
		expect(hits('会C++吗', 'c++')).toEqual(['C++']);
	});

	it('marks nothing without terms', () => {
		expect(marks('脑机', '', ' ')).toBeUndefined();
		expect(marks('', '脑')).toBeUndefined();
	});

	it('marks of a part are those of the whole that lie in it', () => {
		const mark = marker(['脑电', '解码器']);
		for (const text of ['脑电 与解码器设计', '腦電ﬁ 与解码器设计']) {
			const whole = searchable(text);
			const at = text.indexOf('码');
			expect(mark(whole, 1, at)).toEqual([0, 1, at - 2, at - 1]);
			expect(mark(whole, 2, 3)).toBeUndefined();
		}
	});

	it('whatever the text, marks ascend, do not touch, and what they mark folds to the terms', () => {
		const text = fc.array(fc.constantFrom('脑', '腦', '机', 'A', 'é', 'e\u0301', 'ﬁ', ' ', '\n', 'b', '😀'), {
			maxLength: 16
		});
		const terms = fc.array(fc.constantFrom('脑机', 'a', 'ab', 'fi', 'i', 'é', ' '), { maxLength: 4 });
		fc.assert(
			fc.property(text, terms, (parts, terms) => {
				const found = marks(parts.join(''), ...terms) ?? [];
				expect(found.every((place, at) => at === 0 || place > found[at - 1]!)).toBe(true);
				for (const hit of hits(parts.join(''), ...terms))
					expect(terms.some((term) => term !== ' ' && fold(hit).includes(fold(term)))).toBe(true);
			})
		);
	});
});
