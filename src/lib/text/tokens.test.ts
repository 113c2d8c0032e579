import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import {
	hanRuns,
	indexTokens,
	queryTokens,
	quoteToken,
	toTsqueryText,
	toTsvectorText,
	unquoteToken
} from './tokens.ts';

/** Whether the tokens of a text meet every condition of a query, as an index would find. */
function finds(text: string, query: string): boolean {
	const tokens = indexTokens(text);
	return queryTokens(query).every(
		({ token, prefix, parts }) =>
			tokens.some((own) => (prefix ? own.startsWith(token) : own === token)) ||
			(parts.length > 0 && parts.every((part) => tokens.includes(part)))
	);
}

describe('the tokens of a text', () => {
	it('are overlapping pairs in Chinese, with the last character of the run', () => {
		expect(indexTokens('脑机接口')).toEqual(['脑机', '机接', '接口', '口']);
		expect(indexTokens('脑')).toEqual(['脑']);
	});

	it('are whole words in Latin script, apart from the Chinese beside them', () => {
		expect(indexTokens('EEG信号 fNIRS')).toEqual(['eeg', '信号', '号', 'fnirs']);
	});

	it('keep C++ and C# apart from C', () => {
		expect(indexTokens('C++开发, C#、C')).toEqual(['c++', '开发', '发', 'c#', 'c']);
		expect(indexTokens('EEG+fNIRS a#b')).toEqual(['eeg', 'fnirs', 'a', 'b']);
	});

	it('hold a hyphenated word joined and split', () => {
		expect(indexTokens('Brain-Computer')).toEqual(['braincomputer', 'brain', 'computer']);
		expect(indexTokens('Node.js 2.0 -x-')).toEqual(['nodejs', 'node', 'js', '2.0', 'x']);
	});

	it('count a repeated word twice', () => {
		expect(indexTokens('eeg EEG')).toEqual(['eeg', 'eeg']);
	});

	it('are none for a text of signs', () => {
		expect(indexTokens(' ++ -- 。😀')).toEqual([]);
	});

	it('cut an endless word', () => {
		expect(indexTokens('a'.repeat(5000))).toEqual(['a'.repeat(64)]);
		expect(finds('a'.repeat(5000), 'a'.repeat(5000))).toBe(true);
	});
});

describe('a query', () => {
	it('of several characters asks for all pairs, each once', () => {
		expect(queryTokens('脑机脑机').map(({ token }) => token)).toEqual(['脑机', '机脑']);
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

	it('for C does not find C++', () => {
		expect(finds('C++', 'c')).toBe(false);
		expect(finds('C++', 'c++')).toBe(true);
	});

	it('without words has no conditions', () => {
		expect(queryTokens(' ?! ')).toEqual([]);
		expect(toTsqueryText([])).toBeUndefined();
	});
});

describe('quoting for PostgreSQL', () => {
	it('leaves letters and digits alone and spells out the rest', () => {
		expect(toTsvectorText(['脑机', 'eeg', 'c++', '2.0'])).toBe('脑机 eeg czq2bqzq2bq 2zq2eq0');
		expect(toTsvectorText(['1e5x', 'e10', '3d'])).toBe('1zq65q5x e10 3d');
		expect(toTsqueryText(queryTokens('脑 e-mail c#'))).toBe('脑:* & (email | (e & mail)) & czq23q');
	});

	it('can be undone for every token', () => {
		const words = fc.array(fc.constantFrom('z', 'q', 'zq', '2b', '+', '#', '脑', '.', '😀', 'f', 'e'), {
			maxLength: 12
		});
		fc.assert(
			fc.property(words, (parts) => {
				const token = parts.join('');
				expect(quoteToken(token)).toMatch(/^[\p{L}0-9]*$/u);
				expect(unquoteToken(quoteToken(token))).toBe(token);
			})
		);
	});
});

describe('Han runs', () => {
	it('are the unbroken Chinese parts of the folded text', () => {
		expect(hanRuns('腦機 EEG信号，〇')).toEqual(['脑机', '信号', '〇']);
		expect(hanRuns(fold('none'))).toEqual([]);
	});
});
