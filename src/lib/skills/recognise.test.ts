import { expect, test } from 'vitest';
import { recognise, recogniserOf } from '#lib/skills/recognise.ts';

const recogniser = recogniserOf([
	{ id: 'eeg', names: ['脑电', 'EEG', 'electroencephalography'] },
	{ id: 'high-density-eeg', names: ['高密度脑电', 'High-density EEG'] },
	{ id: 'cpp', names: ['C++'] },
	{ id: 'c-language', names: ['C language', 'C语言'] },
	{ id: 'sql', names: ['SQL'] },
	{ id: 'java', names: ['Java'] },
	{ id: 'transformers', names: ['Transformer'] },
	{ id: 'git', names: ['Git'] }
]);
const ids = (text: string) => recognise(recogniser, text).map(({ id }) => id);

test('skills are found by Chinese, English and traditional names', () => {
	expect(ids('腦電采集与 EEG 分析')).toEqual(['eeg']);
});

test('the longest name wins', () => {
	expect(ids('高密度脑电')).toEqual(['high-density-eeg']);
});

test('a Latin name counts only as a whole word', () => {
	expect(ids('JavaScript, NoSQL and digital')).toEqual([]);
	expect(ids('熟悉Java、SQL。')).toEqual(['java', 'sql']);
});

test('C++ is C++, wherever the sentence ends', () => {
	expect(ids('written in C++.')).toEqual(['cpp']);
	expect(ids('C语言与C++')).toEqual(['c-language', 'cpp']);
});

test('a plural is the same skill', () => {
	expect(ids('Transformers')).toEqual(['transformers']);
});

test('a web address names no skill', () => {
	expect(ids('see https://example.org/git/java')).toEqual([]);
});

test('the most mentioned comes first', () => {
	expect(recognise(recogniser, 'SQL, EEG, EEG')).toEqual([
		{ id: 'eeg', count: 2 },
		{ id: 'sql', count: 1 }
	]);
});
