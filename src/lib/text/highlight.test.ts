import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from './highlight.ts';

const hits = (text: string, ...terms: string[]) =>
	highlight(text, terms)
		.filter(({ hit }) => hit)
		.map((segment) => segment.text);

describe('highlighting', () => {
	it('marks terms as they are written in the text', () => {
		expect(highlight('非侵入式腦機接口研究', ['脑机接口'])).toEqual([
			{ text: '非侵入式', hit: false },
			{ text: '腦機接口', hit: true },
			{ text: '研究', hit: false }
		]);
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
		expect(highlight('脑机', ['', ' '])).toEqual([{ text: '脑机', hit: false }]);
		expect(highlight('', ['脑'])).toEqual([]);
	});

	it('never loses or changes a character', () => {
		const text = fc.array(fc.constantFrom('脑', '腦', '机', 'A', 'é', 'e\u0301', 'ﬁ', ' ', '\n', 'b', '😀'), {
			maxLength: 16
		});
		fc.assert(
			fc.property(
				text,
				fc.array(fc.constantFrom('脑机', 'a', 'ab', 'fi', 'i', 'é', ' '), { maxLength: 4 }),
				(parts, terms) => {
					const segments = highlight(parts.join(''), terms);
					expect(segments.map((segment) => segment.text).join('')).toBe(parts.join(''));
					expect(segments.every((segment) => segment.text !== '')).toBe(true);
				}
			)
		);
	});
});
