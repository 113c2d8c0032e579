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
	{ id: 'git', names: ['Git', 'GitHub'] },
	{ id: 'golang', names: ['Go语言', 'Go programming', 'Go'] },
	{ id: 'rust', names: ['Rust'] },
	{ id: 'brain-computer-interface', names: ['脑机接口', 'Brain-computer interfaces'] },
	{ id: 'common-spatial-pattern', names: ['Common spatial pattern', 'CSP'] },
	{ id: 'depression', names: ['抑郁症', 'Depression'] },
	{ id: 'algorithms', names: ['数据结构', 'Data structures', 'algorithms'] },
	{ id: 'contracts', names: ['合同与科技法律', '合同审查'] }
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
	expect(ids('Language models with Transformers')).toEqual(['transformers']);
});

test('spaces between Chinese and Latin, hyphens and dashes make no difference', () => {
	expect(ids('用 C 语言写固件')).toEqual(['c-language']);
	expect(ids('a brain–computer interface')).toEqual(['brain-computer-interface']);
	expect(ids('High density EEG')).toEqual(['high-density-eeg']);
});

test('prerequisites, comments and blocks of code are not taught', () => {
	expect(ids('- 先修要求：Java\n- 内容：SQL')).toEqual(['sql']);
	expect(ids('**Prerequisites**: SQL, EEG\nYou learn Java.')).toEqual(['java']);
	expect(ids('<!-- SQL -->学习 Java\n```\nimport sql\n```')).toEqual(['java']);
});

test('languages whose names are letters or words count where languages are listed', () => {
	expect(ids('编程语言：C/C++、Go')).toEqual(['c-language', 'cpp', 'golang']);
	expect(ids('Programming Languages: C, Go')).toEqual(['c-language', 'golang']);
	expect(ids('Where to go from here? See plan C.')).toEqual([]);
});

test('a general word counts in a title or beside another name of the skill', () => {
	const filler = 'Every week you hand in one page about what you tried and what went wrong. '.repeat(4);
	expect(ids('Algorithms for everybody')).toEqual(['algorithms']);
	expect(ids(`${filler}Some algorithms are shown.`)).toEqual([]);
	expect(ids(`${filler}Some algorithms and data structures are shown.`)).toEqual(['algorithms']);
	expect(ids(`${filler}The slides are on GitHub.`)).toEqual([]);
});

test('an ambiguous name counts only in a text of its subject', () => {
	expect(ids('CSP and motor imagery in EEG')).toEqual(['common-spatial-pattern', 'eeg']);
	expect(ids('CSP: Communicating Sequential Processes')).toEqual([]);
	expect(ids('Patients with depression')).toEqual(['depression']);
	expect(ids('Banks in the Great Depression')).toEqual([]);
	expect(ids('Rust and other oxides of iron')).toEqual([]);
});

test('courses on law and art name no skill', () => {
	expect(ids('民法总论：讲授合同的订立、效力与违约责任，训练法律文书与合同审查。')).toEqual([]);
	expect(ids('素描与色彩：从静物写生到人物速写，期末举办作品展。')).toEqual([]);
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
