import { expect, test } from 'vitest';
import { checkText } from './check.ts';
import { takeProposal } from './words.ts';

const corrected = (text: string) =>
	checkText(text)
		.reverse()
		.reduce((now, finding) => takeProposal(finding, now), text);

test('a limit is said otherwise in the language of its sentence', () => {
	expect(corrected('算法工程师，限男性，能出差。')).toBe('算法工程师，性别不限，能出差。');
	expect(corrected('Male candidates only. We are kind.')).toBe('Open to all genders. We are kind.');
});

test('words that are best left out take their comma with them', () => {
	expect(corrected('善于沟通，形象好，有耐心。')).toBe('善于沟通，有耐心。');
	expect(corrected('善于沟通，形象好。')).toBe('善于沟通。');
	expect(corrected('招男普工2名')).toBe('招普工2名');
});

test('a corrected text has nothing left to correct', () => {
	const text = '限男性，35岁以下，形象好。户口：南京户籍。Photo required. Under 35 only.';
	expect(checkText(corrected(text))).toEqual([]);
});
