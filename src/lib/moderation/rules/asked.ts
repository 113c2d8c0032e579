// What an employer must not ask, for the questions that a listing puts to whoever applies: there even the bare word is a
// question about the person, where a text may speak of it. The same rules and their names as for texts.
import { all } from '../pieces.ts';
import type { Rule } from '../rule.ts';

// Folding writes the second sign of 什么 in one of two ways.
const your = '(?:你|您|请问|本人|个人)的?(?:目前|现在|当前)?的?';
const whether = '(?:你|您|是否|有没有|有无|打算|计划|准备|何时|什[么幺]时候|几年内|近期)[^，,。；;]{0,8}?';
/** The word stands alone, or asks what it is. */
const alone = (words: string) =>
	`^(?:请(?:问|填写|写明|说明)?)?(?:${words})(?:(?:是|为)?(?:什[么幺]|多少|哪里)?)$`;

const asked = (name: Rule['name'], hint: RegExp, ...find: string[]): Rule => ({
	name,
	hint,
	harmless: [
		/产假|育儿|生育(?:保险|津贴)|教育|培育|受试者|患者|被试|(?:children|kids) with|with (?:children|kids)/g
	],
	find: find.map(all)
});

export const askedRules: Rule[] = [
	asked(
		'marriage',
		/婚|育|孕|孩|二胎|子女|恋爱|朋友|对象|marri|marital|pregnan|child|kids|baby|family|spouse|husband|wife|divorced|single\b/,
		`(?:婚姻|婚育|婚恋|生育)(?:状况|情况|状态|计划|打算|意愿|安排|史)`,
		`${whether}(?:结婚|已婚|未婚|离婚|怀孕|备孕|生育|已育|未育|生孩子|要孩子|有孩子|有小孩|有子女|二胎|恋爱|男朋友|女朋友)`,
		alone('婚否|是否婚育|孩子几个|有几个孩子'),
		String.raw`\b(?:are|were|have) you (?:\w+ )?(?:been )?(?:married|single|divorced|pregnant|engaged)\b`,
		String.raw`\bdo you (?:\w+ )?(?:have|want|plan|intend)(?: to have| on having)? (?:any )?(?:children|kids|a (?:child|baby|family|husband|wife|spouse))\b`,
		String.raw`\bmarital status\b|\byour (?:husband|wife|spouse|family plans)\b`
	),
	asked(
		'gender',
		/性别|男|女|gender|\bsex\b|\bmale\b|\bman\b|\bwoman\b/,
		`${your}性别`,
		alone('性别'),
		'是男(?:生|性|的|士)?还是女(?:生|性|的|士)?',
		String.raw`\byour (?:gender|sex)\b|\bare you (?:an? )?(?:male|female|man|woman)\b`
	),
	asked(
		'age',
		/年龄|岁|多大|出生|生日|哪年|\bage\b|\bold\b|birth|\bborn\b/,
		`${your}(?:年龄|岁数|出生(?:日期|年月|年份)|生日)`,
		`(?:你|您)(?:今年|现在)?(?:是)?(?:多大|几岁|多少岁)`,
		'(?:你|您)?(?:是)?(?:哪年|哪一年|何年)出生',
		alone('年龄|出生日期|出生年月'),
		String.raw`\bhow old are you\b|\byour (?:age|date of birth|birth ?date|birthday)\b|\bwhen were you born\b`
	),
	asked(
		'ethnicity',
		/民族|种族|ethnic|\brace\b/,
		`${your}(?:民族|种族)|(?:你|您)是(?:哪个|什[么幺])民族`,
		alone('民族'),
		String.raw`\byour (?:ethnicity|race|ethnic \w+)\b`
	),
	asked(
		'religion',
		/宗教|信仰|信教|religio|\bgod\b/,
		`(?:你|您|是否|有没有|有无)[^，,。；;]{0,6}?(?:宗教信仰|信仰宗教|信教|宗教)`,
		alone('宗教信仰|宗教'),
		String.raw`\byour religio\w+\b|\bare you religious\b`
	),
	asked(
		'residence',
		/户口|户籍|籍贯|哪里人|哪儿人|hukou|household registration/,
		`${your}(?:户口|户籍|籍贯)|(?:户口|户籍|籍贯)(?:所在地)?(?:在|是)(?:哪|什[么幺])`,
		'(?:你|您)是(?:哪里|哪儿)人',
		alone('户口|户籍|籍贯|户口所在地'),
		String.raw`\byour (?:hukou|household registration)\b`
	),
	asked(
		'hepatitis',
		/乙肝|澳抗|hepatitis|hbv|hbsag/,
		`${whether}(?:乙肝|澳抗|hbv|hbsag)`,
		String.raw`\b(?:do|have) you (?:\w+ )?(?:have |had )?hepatitis\b`
	),
	asked(
		'disability',
		/残疾|残障|disab/,
		`${whether}(?:残疾|残障)(?!人)`,
		String.raw`\bare you disabled\b|\bdo you have (?:any |an? )?disabilit\w+`
	),
	asked(
		'health',
		/身体|健康|病|health|illness|disease|medical history/,
		`(?:你|您)的?(?:身体|健康)(?:状况|情况|怎么样|如何|好吗)`,
		alone('(?:身体|健康)(?:状况|情况)|病史|既往病史'),
		`(?:你|您|是否|有没有|有无)[^，,。；;]{0,4}?(?:患有|患过|得过|生过)[^，,。；;]{0,6}病`,
		String.raw`\byour (?:health|medical history)\b|\bdo you have any (?:illness|disease)\w*`
	),
	asked(
		'looks',
		/身高|体重|height|weight/,
		`${your}(?:身高|体重)`,
		alone('身高|体重|身高体重|身高和体重'),
		String.raw`\byour (?:height|weight)\b`
	)
];
