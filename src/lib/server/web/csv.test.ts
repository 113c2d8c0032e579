import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvOf } from '#lib/server/web/csv.ts';

test('a table begins with a byte order mark and reads back as it was', () => {
	const text = csvOf(
		['技能', '人数'],
		[
			['脑电, "EEG"', 38],
			['步态\n康复', null]
		]
	);
	expect(text.startsWith('\ufeff技能,人数\r\n')).toBe(true);
	expect(Papa.parse(text.slice(1), { skipEmptyLines: true }).data).toEqual([
		['技能', '人数'],
		['脑电, "EEG"', '38'],
		['步态\n康复', '']
	]);
});

test('no cell of text begins as a formula, on one line or several, in any width', () => {
	const evil = ['=1+1', '+cmd', '-2', '@sum', '\tx', '\r=x', '\n=x', '=a\nb', '＝1', '＋1', '－1', '＠x'];
	const { data } = Papa.parse<string[]>(
		csvOf(
			['x', 'n'],
			evil.map((cell) => [cell, -3])
		).slice(1),
		{
			skipEmptyLines: true
		}
	);
	expect(data.slice(1).map(([text]) => text![0])).toEqual(evil.map(() => "'"));
	expect(data[1]![1]).toBe('-3');
});
