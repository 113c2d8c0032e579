import { expect, test } from 'vitest';
import type { FacetData, UnderstoodPart } from './page.ts';
import { facetWords, parseQuery, searchPath } from './query.ts';
import { chipsOf, monthWord, optionsOf, partWord } from './words.ts';

const facets: FacetData = {
	counts: {
		kind: [0, 2, 0],
		district: facetWords.district.map((value) => ({ qixia: 1, gulou: 4 })[value] ?? 0)
	},
	skill: [['eeg', '脑电', 3]],
	organization: []
};

test('a closed list shows all of its values, those that find nothing with 0', () => {
	expect(optionsOf('kind', facets)).toEqual([
		['role', '岗位', 0],
		['course', '课程', 2],
		['base', '实习基地', 0]
	]);
	expect(optionsOf('degree', facets).every(([, , count]) => count === 0)).toBe(true);
});

test('districts go by their counts, and skills as they were sent', () => {
	expect(optionsOf('district', facets).slice(0, 2)).toEqual([
		['gulou', '鼓楼区', 4],
		['qixia', '栖霞区', 1]
	]);
	expect(optionsOf('skill', facets)).toEqual(facets.skill);
});

test('every filter has a chip in words, with the search without it', () => {
	const query = parseQuery(
		new URLSearchParams('q=x&skill=eeg&kind=course&payFrom=8000&startFrom=2027-03&closing=7&plain=x')
	);
	expect(chipsOf(query, facets).map(({ text, without }) => [text, searchPath(without)])).toEqual([
		['类型：课程', '/search?q=x&skill=eeg&plain=x&payFrom=8000&startFrom=2027-03&closing=7'],
		['技能：脑电', '/search?q=x&kind=course&plain=x&payFrom=8000&startFrom=2027-03&closing=7'],
		['月薪不低于：8,000 元', '/search?q=x&kind=course&skill=eeg&plain=x&startFrom=2027-03&closing=7'],
		['最早开始：2027年3月', '/search?q=x&kind=course&skill=eeg&plain=x&payFrom=8000&closing=7'],
		['截止：7 天内', '/search?q=x&kind=course&skill=eeg&plain=x&payFrom=8000&startFrom=2027-03']
	]);
});

test('a part of the words says what it was understood as', () => {
	const part = { text: 'a', label: '脑电', without: false, meant: [], q: undefined };
	const word = (more: Partial<UnderstoodPart>) => partWord({ ...part, as: 'skill', ...more });
	expect(word({})).toBe('技能：脑电');
	expect(word({ without: true })).toBe('不含 技能：脑电');
	expect(word({ as: 'phrase' })).toBe('“脑电”');
	expect(word({ as: 'word', without: true })).toBe('不含 脑电');
});

test('months are written as the reader writes them', () => {
	expect(monthWord('2027-03')).toBe('2027年3月');
});
