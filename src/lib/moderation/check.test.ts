import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkText } from './check.ts';

const marked = (text: string) =>
	checkText(text).map(({ rule, start, end }) => [rule, text.slice(start, end)]);

describe('the check of a posting', () => {
	it('marks the words of a limit and names its rule', () => {
		expect(marked('算法工程师，限男性，能出差。')).toEqual([['gender', '限男性']]);
		expect(marked('Male candidates only.')).toEqual([['gender', 'Male candidates only']]);
	});

	it('marks the words where they stand in the text as it was typed', () => {
		expect(marked('第一段\n\n仅·限·女·生，工作輕鬆')).toEqual([['gender', '仅·限·女·生']]);
		expect(marked('年齡 ３５ 歲以下')).toEqual([['age', '年齡 ３５ 歲以下']]);
	});

	it('tells what blocks from what asks for a reason', () => {
		expect(checkText('限男性，35岁以下。').map(({ rule, severity }) => [rule, severity])).toEqual([
			['gender', 'error'],
			['age', 'warning']
		]);
	});

	it('finds words that are spread to get past it', () => {
		for (const text of ['限 男', '限　男　性', '仅_限_男_生', 'm a l e only', 'F.e.m.a.l.e only'])
			expect(marked(text).map(([rule]) => rule)).toContain('gender');
	});

	it('takes one word out where only that word is a limit', () => {
		const [finding] = checkText('招男普工2名');
		expect(finding).toMatchObject({ rule: 'gender', start: 1, end: 2, drop: true });
	});

	it('finds nothing in an ordinary posting of this industry', () => {
		const text = `负责脑电采集与解码，男女不限，年龄不限。受试者为18–60岁健康成人与癫痫患者。
母座与公头连接器装配；薄膜沉积工艺；熟悉残疾人辅具标准。享婚假、产假，培训费由公司承担。
Design of photo-detectors and male connectors. Equal opportunities regardless of gender, age or religion.`;
		expect(marked(text)).toEqual([]);
	});

	it('marks words inside the text, in order, whatever the text is', () => {
		const piece = fc.constantFrom(
			'限',
			'男',
			'女',
			' ',
			'，',
			'。',
			'\n',
			'35',
			'岁',
			'押金',
			'only ',
			'é',
			'😀',
			'Ａ'
		);
		fc.assert(
			fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
				const text = pieces.join('');
				let last = 0;
				for (const { start, end } of checkText(text)) {
					expect(start).toBeGreaterThanOrEqual(last);
					expect(end).toBeGreaterThan(start);
					expect(end).toBeLessThanOrEqual(text.length);
					last = start;
				}
			})
		);
	});

	it('says the same each time', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(checkText(`限男性，${text}`)).toEqual(checkText(`限男性，${text}`));
			})
		);
	});
});
