import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containing, indexTerms, rankingTerms, type Expression } from './tokens.ts';

const terms = (text: string) => indexTerms(text).terms;

function holds(own: ReadonlySet<string>, expression: Expression): boolean {
	if (typeof expression === 'string') return own.has(expression);
	if ('not' in expression) return !holds(own, expression.not);
	if ('all' in expression) return expression.all.every((part) => holds(own, part));
	return expression.any.some((part) => holds(own, part));
}

/** Whether the terms of a text meet what a query asks for, as an index would find. */
function finds(text: string, query: string, phrase = false): boolean {
	const asked = containing(query, phrase);
	return asked === undefined || holds(new Set(terms(text)), asked);
}

describe('the terms of a text', () => {
	it('are characters and overlapping pairs in Chinese', () => {
		expect(terms('脑机接口')).toEqual(['脑', '机', '接', '口', '脑机', '机接', '接口']);
		expect(terms('脑')).toEqual(['脑']);
	});

	it('are stems in Latin script, apart from the Chinese beside them', () => {
		expect(terms('EEG信号 fNIRS')).toEqual(['eeg', '信', '号', '信号', 'fnir']);
	});

	it('keep C++ and C# apart from C', () => {
		expect(terms('C++、C#、C')).toEqual(['c++', 'c#', 'c++ c#', 'c', 'c# c']);
		expect(terms('EEG+fNIRS')).toEqual(['eeg', 'fnir', 'eeg fnir']);
	});

	it('hold a hyphenated word joined and split', () => {
		expect(terms('Brain-Computer')).toEqual(['braincomput', 'brain', 'comput', 'brain comput']);
		expect(terms('Node.js 2.0')).toEqual(['nodej', 'node', 'js', 'node js', '2.0', 'js 2.0']);
	});

	it('count a repeated word twice, and pairs of characters as words', () => {
		expect(terms('eeg EEG')).toEqual(['eeg', 'eeg', 'eeg eeg']);
		expect(indexTerms('脑机接口 eeg').length).toBe(4);
	});

	it('are none for a text of signs', () => {
		expect(terms(' ++ -- 。😀')).toEqual([]);
	});

	it('cut an endless word', () => {
		expect(terms('1'.repeat(5000))).toEqual(['1'.repeat(64)]);
		expect(finds('a'.repeat(5000), 'a'.repeat(5000))).toBe(true);
	});
});

describe('a query', () => {
	it('of several characters asks for all pairs', () => {
		expect(containing('脑机接口')).toEqual({ all: ['脑机', '机接', '接口'] });
		expect(finds('非侵入式脑机接口', '脑机接口')).toBe(true);
		expect(finds('脑科学与机器学习接口', '脑机接口')).toBe(false);
	});

	it('of one character finds it wherever it stands', () => {
		for (const text of ['脑机', '大脑', '脑', '人脑的']) expect(finds(text, '脑')).toBe(true);
		expect(finds('神经', '脑')).toBe(false);
	});

	it('finds any part of a Chinese text, also from traditional characters', () => {
		const texts = fc.array(fc.constantFrom('腦', '脑', '機', '接', '口', '信', '号'), {
			minLength: 1,
			maxLength: 12
		});
		fc.assert(
			fc.property(texts, fc.nat(11), fc.nat(11), (characters, from, length) => {
				const part = characters.slice(from, from + length + 1).join('');
				fc.pre(part !== '');
				expect(finds(characters.join(''), part)).toBe(true);
			})
		);
	});

	it('finds compound words however they are written', () => {
		for (const query of ['e-mail', 'email']) expect(finds('by e-mail', query)).toBe(true);
		expect(finds('email', 'e-mail')).toBe(true);
		expect(finds('brain computer interface', 'brain-computer')).toBe(true);
		expect(finds('brain', 'brain-computer')).toBe(false);
	});

	it('finds other forms of an English word, British or American', () => {
		expect(finds('decoding signals', 'decode signal')).toBe(true);
		expect(finds('organising behaviour', 'organizing behavior')).toBe(true);
	});

	it('as a phrase finds its words side by side only', () => {
		expect(finds('motor imagery of hands', 'motor imagery', true)).toBe(true);
		expect(finds('imagery and motor', 'motor imagery', true)).toBe(false);
	});

	it('for C does not find C++', () => {
		expect(finds('C++', 'c')).toBe(false);
		expect(finds('C++', 'c++')).toBe(true);
	});

	it('without words asks for nothing', () => {
		expect(containing(' ?! ')).toBeUndefined();
		expect(rankingTerms(' ?! ').size).toBe(0);
	});
});
