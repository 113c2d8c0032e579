import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuestion, checkText } from './check.ts';

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

describe('the check of a question to applicants', () => {
	it.each([
		['marriage', '你的婚育状况如何？'],
		['marriage', '您是否已婚？'],
		['marriage', '近期有没有生育计划？'],
		['marriage', '打算什么时候要孩子'],
		['marriage', 'Do you plan to have children?'],
		['marriage', 'What is your marital status?'],
		['gender', '性别'],
		['gender', '请问您的性别是？'],
		['gender', 'What is your gender?'],
		['age', '你今年多大？'],
		['age', 'How old are you?'],
		['ethnicity', '你是什么民族？'],
		['religion', '你有宗教信仰吗？'],
		['residence', '户口在哪里？'],
		['hepatitis', '您是否携带乙肝病毒？'],
		['disability', '你有没有残疾？'],
		['health', '您的身体状况如何？'],
		['looks', '您的身高是多少']
	])('names the rule %s at “%s”', (rule, question) => {
		expect(checkQuestion(question).map((finding) => finding.rule)).toContain(rule);
	});

	it.each([
		'你做过哪些临床应用或培训工作？',
		'你什么时候可以到岗？每周能来几天？',
		'你在实验里怎样控制性别和年龄的影响？',
		'你做过儿童脑电或孤独症孩子的训练吗？',
		'你有癫痫等疾病诊断的研究经验吗？',
		'你给残疾人做过辅具适配吗？',
		'你怎样向受试者说明健康数据的用途？',
		'你对教育场景有哪些了解？',
		'你熟悉单身份登录和健康信息的合规要求吗？',
		'Have you worked with children with epilepsy?',
		'What would you do in your first month?',
		'Which male and female connectors have you used?'
	])('finds nothing in “%s”', (question) => {
		expect(checkQuestion(question)).toEqual([]);
	});

	it('leaves the same words alone where a text speaks of them', () => {
		expect(checkText('请说明你的实验如何平衡受试者的性别。')).toEqual([]);
	});
});
