import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { treeOf } from './load.ts';
import { readSet } from './set.ts';

const folders: string[] = [];
afterEach(async () => {
	for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const matchSet = {
	'set.json': '{"name": "tiny", "task": "match", "language": "en"}',
	'documents.jsonl':
		'{"id": "d1", "title": "Technician", "required": ["eeg", "emg"], "preferred": ["irt"]}\n',
	'queries.jsonl': '{"id": "q1", "skills": ["eeg", "new"], "exclude": "d2"}\n',
	'qrels.tsv': 'q1\td1\t3\nq1\td9\t1\n',
	'skills.jsonl':
		'{"id": "eeg", "label": "EEG", "parents": ["signals"]}\n{"id": "emg", "label": "", "parents": []}\n{"id": "signals", "label": "Signals", "parents": ["all"]}\n'
};
const searchSet = {
	'set.json': '{"name": "tiny", "task": "search", "language": "zh"}',
	'documents.jsonl':
		'{"id": "d1", "title": "", "body": "脑电采集"}\r\n\r\n{"id": "d2", "title": "肌电", "body": ""}\r\n',
	'queries.jsonl': '{"id": "q1", "text": "脑电"}',
	'qrels.tsv': 'q1\td1\t1'
};

async function folderOf(files: Record<string, string>): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'pons-set-'));
	folders.push(folder);
	for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
	return folder;
}
const problem = async (files: Record<string, string>) => {
	const folder = await folderOf(files);
	return readSet(folder).then(
		() => 'read',
		(error: Error) => error.message.replace(`${folder}/`, '')
	);
};

describe('an evaluation set', () => {
	it('is read with its judgements', async () => {
		const set = await readSet(await folderOf(searchSet));
		expect(set).toMatchObject({ name: 'tiny', task: 'search', language: 'zh', queries: [{ text: '脑电' }] });
		expect(set?.documents.map(({ id }) => id)).toEqual(['d1', 'd2']);
		expect(set?.grades.get('q1')).toEqual(new Map([['d1', 1]]));
	});

	it('is no file, and no folder without set.json: both are passed over', async () => {
		const folder = await folderOf({ 'README.md': '# Sets' });
		expect([await readSet(folder), await readSet(join(folder, 'README.md'))]).toEqual([undefined, undefined]);
		await expect(readSet(join(folder, 'nowhere'))).rejects.toThrow('there is no such file or folder');
	});

	it('says in one line what is malformed, and where', async () => {
		const withoutSkills = Object.entries(matchSet).filter(([name]) => name !== 'skills.jsonl');
		expect(await problem(Object.fromEntries(withoutSkills))).toBe('skills.jsonl: it is missing.');
		expect(await problem({ ...searchSet, 'queries.jsonl': '{"id": "q1", "text": "x"}\n{"id"' })).toBe(
			'queries.jsonl, line 2: it is no JSON.'
		);
		expect(await problem({ ...searchSet, 'documents.jsonl': '{"id": "d1", "title": "x"}' })).toContain(
			'documents.jsonl, line 1: body: '
		);
		expect(await problem({ ...searchSet, 'qrels.tsv': 'q1 d1 1' })).toContain('qrels.tsv, line 1: ');
		expect(await problem({ ...searchSet, 'qrels.tsv': 'q1\td1\thigh' })).toContain('qrels.tsv, line 1: ');
		expect(await problem({ ...searchSet, 'qrels.tsv': 'q7\td1\t1' })).toBe(
			'qrels.tsv: it judges none of the queries.'
		);
		expect(await problem({ ...searchSet, 'set.json': '{"name": "x", "task": "guess"}' })).toContain(
			'set.json: task: '
		);
		const twice = '{"id": "q1", "text": "x"}\n{"id": "q1", "text": "y"}';
		expect(await problem({ ...searchSet, 'queries.jsonl': twice })).toBe(
			'queries.jsonl, line 2: the id q1 is there twice.'
		);
	});
});

it('the skill tree of a set holds every skill that is named, with groups and families where there are some', async () => {
	const set = await readSet(await folderOf(matchSet));
	if (set?.task !== 'match') throw new Error('not a set of matches');
	expect(Object.fromEntries([...treeOf(set)].map(([id, { label, depth }]) => [id, [label, depth]]))).toEqual({
		eeg: ['EEG', 3],
		emg: ['emg', 3],
		signals: ['Signals', 2],
		all: ['all', 1],
		irt: ['irt', 3],
		new: ['new', 3]
	});
});
