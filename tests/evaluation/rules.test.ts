// The check of posting rules on the project's own sentences: what was judged rightly once must stay so.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleNames } from '#lib/moderation/rule.ts';
import { measureRules, readLabelled } from './rules.ts';

const own = (name: string) => fileURLToPath(new URL(`rules/${name}.jsonl`, import.meta.url));

describe('the check of posting rules', () => {
	it('judges the sentences it was made with as a person does', async () => {
		const { rows } = measureRules(await readLabelled(own('development')));
		for (const { rule, precision, recall } of rows)
			expect({ rule, precise: precision! >= 0.97, whole: recall! >= 0.95 }).toEqual({
				rule,
				precise: true,
				whole: true
			});
	});

	it('judges sentences it was not made with nearly as well', async () => {
		const { rows } = measureRules(await readLabelled(own('held-out')));
		const { precision, recall } = rows.at(-1)!;
		expect(precision).toBeGreaterThanOrEqual(0.97);
		expect(recall).toBeGreaterThanOrEqual(0.95);
	});

	it('has forty sentences or more for every rule, half of them harmless look-alikes', async () => {
		for (const rule of ruleNames) {
			const sentences = [
				...(await readLabelled(own('development'))),
				...(await readLabelled(own('held-out')))
			];
			const breaking = sentences.filter(({ rules }) => rules.includes(rule));
			expect(breaking.length).toBeGreaterThanOrEqual(20);
			expect(sentences.length - breaking.length).toBeGreaterThanOrEqual(20);
		}
	});
});

describe('a file of other people’s sentences', () => {
	let folder: string;
	beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'pons-rules-'))));
	afterAll(() => rm(folder, { recursive: true }));
	const readText = async (text: string) => {
		const file = join(folder, 'sentences.jsonl');
		await writeFile(file, text);
		return readLabelled(file);
	};

	it('is read with a byte order mark, empty lines and fields of its own', async () => {
		const text = '\ufeff{"text":"限男性","rules":["gender"],"note":1}\r\n\r\n{"text":"欢迎","rules":[]}\n';
		expect(await readText(text)).toHaveLength(2);
	});

	it('is told the line that is wrong, and how', async () => {
		await expect(readText('{"text":"a","rules":[]}\n{"text":')).rejects.toThrow('line 2: it is no JSON');
		await expect(readText('{"text":"a","rules":["sex"]}')).rejects.toThrow(
			/line 1: rules\.0: .*sex.* is no rule/
		);
		await expect(readText('{"text":"a"}')).rejects.toThrow('line 1: rules');
		await expect(readText('\n')).rejects.toThrow('it is empty');
	});

	it('is measured rule by rule', () => {
		const { rows, misjudged } = measureRules([
			{ text: '限男性', rules: ['gender'] },
			{ text: '欢迎加入', rules: ['fee'] }
		]);
		expect(rows.find(({ rule }) => rule === 'gender')).toMatchObject({ correct: 1, precision: 1, recall: 1 });
		expect(rows.find(({ rule }) => rule === 'fee')).toMatchObject({ missed: 1, precision: null, recall: 0 });
		expect(misjudged).toEqual(['fee missed: 欢迎加入']);
	});
});
