import { expect, test } from 'vitest';
import { problemSentence } from '#lib/i18n/problem.ts';
import { guessMapping, readRow } from '#lib/courses/import.ts';
import { browserLimits, readTable, readText } from '#lib/courses/table-file.ts';

const defaults = { type: 'course', studyLevel: 'bachelor', mode: 'onsite' } as const;
const bytes = (text: string) => new TextEncoder().encode(text);
const table = (text: string) => readTable(text, browserLimits);

test('columns are recognised in Chinese and in English', () => {
	expect(guessMapping(['课程名称', 'Title_EN', '学时', '备注'])).toEqual({
		titleZh: '课程名称',
		titleEn: 'Title_EN',
		hours: '学时'
	});
});

test('a CSV with quotes, line breaks in cells and a byte order mark is read', () => {
	const read = readText(bytes('\uFEFF标题,简介\n脑电基础,"第一行\n第二行, 还有""引号"""\n'), browserLimits);
	expect('text' in read && table(read.text)).toEqual({
		columns: ['标题', '简介'],
		rows: [{ 标题: '脑电基础', 简介: '第一行\n第二行, 还有"引号"' }]
	});
});

test('JSON Lines are read, whatever the types of their values', () => {
	expect(table('{"title_zh":"脑电","hours":48}\n\n{"title_zh":"解码","text_zh":null}')).toEqual({
		columns: ['title_zh', 'hours', 'text_zh'],
		rows: [
			{ title_zh: '脑电', hours: '48' },
			{ title_zh: '解码', text_zh: '' }
		]
	});
});

test('a picture, another encoding, an empty file and a broken line are told apart', () => {
	const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 255, 1, 2, 3]);
	const gbk = new Uint8Array([0xb1, 0xea, 0xcc, 0xe2, 0x2c, 0xbc, 0xf2, 0xbd, 0xe9, 0x0a]);
	expect(readText(png, browserLimits)).toEqual({ problem: 'notText' });
	expect(readText(gbk, browserLimits)).toEqual({ problem: 'encoding' });
	expect(readText(new Uint8Array(), browserLimits)).toEqual({ problem: 'empty' });
	expect(table('{"title_zh":"脑电"}\n{"title_zh":')).toEqual({ problem: 'notTable' });
	expect(table('only one column\nx')).toEqual({ problem: 'notTable' });
});

test('more rows than allowed are refused', () => {
	expect(readTable('标题,简介\na,b\nc,d', { rows: 1, bytes: 1000 })).toEqual({ problem: 'tooManyRows' });
});

test('a row becomes a course, with words as people write them', () => {
	const mapping = guessMapping(['标题', '层次', '学时', '费用']);
	const row = readRow(
		{ 标题: '脑电信号处理', 层次: '研究生', 学时: '４８ 学时', 费用: '0' },
		mapping,
		defaults
	);
	expect(row).toMatchObject({
		externalId: '脑电信号处理|',
		course: { studyLevel: 'master', hours: 48, fee: 0, type: 'course' }
	});
});

test('a row names what is wrong with it', () => {
	const mapping = guessMapping(['标题', '层次', '学时']);
	expect(readRow({ 标题: '', 层次: '幼儿园', 学时: '很多' }, mapping, defaults)).toEqual({
		problems: [
			{ field: 'studyLevel', key: 'common_error_required' },
			{ field: 'hours', key: 'common_error_number' }
		]
	});
});

test('a number out of its range is told from what is no number', () => {
	const mapping = guessMapping(['标题', '层次', '学时']);
	expect(readRow({ 标题: '脑电', 层次: '硕士', 学时: '99999' }, mapping, defaults)).toEqual({
		problems: [{ field: 'hours', key: 'common_error_range' }]
	});
});

test('a column or a word that every object knows is a column or a word like any other', () => {
	const row = { 标题: '脑电', 类型: 'constructor' };
	expect(readRow(row, { titleZh: 'constructor' }, defaults)).toHaveProperty('problems');
	expect(readRow(row, { titleZh: '标题', type: '类型' }, defaults)).toEqual({
		problems: [expect.objectContaining({ field: 'type' })]
	});
});

test('a text that is too long is told how long it may be', () => {
	const mapping = guessMapping(['标题', '简介']);
	expect(readRow({ 标题: '脑电', 简介: '字'.repeat(20_001) }, mapping, defaults)).toEqual({
		problems: [{ field: 'textZh', key: 'common_error_too_long', limit: 20_000 }]
	});
	expect(problemSentence('common_error_too_long', 20_000)).toContain('20,000');
	expect(problemSentence('no_such_key')).toBe(problemSentence('common_error_field'));
});
