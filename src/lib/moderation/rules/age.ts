// Limits by age ask for a reason. Sixteen and eighteen as the law's own limits pass.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const n = '(?:[1-6]\\d|[二三四五六]?十[一二三四五六七八九]?)';
const years = '(?:周?岁|岁数|周岁数?)';
const above = '(?:以下|以内|之内|之间|以前|封顶|上下|左右|为宜|为限)';

export const age: Rule = {
	name: 'age',
	hint: /twenties|thirties|in (?:their|his|her|your) \d0s|\b\d\d ?[-–] ?\d\d$|岁|年龄|[0-9]0后|[0-9]5后|年后|年以后|年之后|出生|年轻|大龄|以下|35|\bage|years? old|\bunder \d|\b(?:over|above|than) \d|age group|younger|older|\bborn\b|young\b|years of age|below \d/,
	harmless: [
		/面向[^，,。；;]{0,6}\d+[-–—~至到]\d+岁/g,
		/年龄(?:相关|差异|分布|回归|预测|结构|对)|平均年龄(?:\d+岁)?|(?:年?满|满|须满|未满|不满|不低于|不小于|年龄)?1[68]周?岁(?:以上|及以上|（含）以上)?(?!(?:至|到|[-–—~～])\d)|(?:\d+)周?岁(?:以上|以下)?(?:老年人|儿童|老人|青少年|人群|患者|发病|学龄)|(?:90|95|00|80)后[^，,。；;]{0,6}(?:消费者|用户|人群|研究)|[、]?(?:90|95|00|80)后(?=、(?:00|95)后消费)|法定退休年龄|退休年龄|brain age|age-related|age regression|at least 1[68](?: years old)?|1[68] (?:years )?(?:or|and) (?:older|over|above)|minimum age (?:is )?1[68]|any age|all ages/g
	],
	pardonClause: new RegExp(
		`${p.openToAll.source}|不设年龄|团队|平均|经验|成立|产品|监测|腾讯|of experience|\\bms\\b|hours?|fall detection|regardless of age`
	),
	pardonSentence: new RegExp(
		`${p.studied.source}|患者|patients?\\b|儿童|老年人|老人|adults (?:over|aged)|\\bstudy\\b|\\bstudies\\b|\\bteach\\b|children|elderly|students aged|消费者|用户研究`
	),
	find: [
		p.all(
			`(?:年龄|周岁|岁数)(?:要求|限制|范围|条件)?[：:]?(?:一般|原则上|应|须|需|要求|控制|限|在|为|是)*(?:不(?:超过|大于|得超过|高于)|小于|低于|[<≤])?${n}(?!\\d)(?:周?岁)?(?:[-–—~～至到]+${n}(?:周?岁)?)?${p.within(2)}${above}?`
		),
		p.all(`${n}${years}?(?:[-–—~～至到]+)${n}${years}(?:${above})?`),
		p.all(`(?:不(?:超过|大于|得超过|高于)|小于|低于|未满|限|[<≤])${n}${years}`),
		p.all(`${n}${years}(?:（含）|\\(含\\)|及|或)?(?:以下|以内|之内|以前|封顶)`),
		p.all(`(?<=(?:^|[，,。；;：:、] ?))${n}${years}(?:左右|上下)`),
		p.all(
			`(?:超过|大于|高于|满)?${n}${years}(?:以上|及以上)?(?:者|的|人员)?${p.within(10)}${p.refused}|3[05]\\+${p.within(10)}${p.refused}|3[05]\\+?(?:勿|以上勿)`
		),
		p.all(
			'(?<=限|要求|仅|只招)(?:19|20)\\d\\d年?(?:\\d+月)?(?:及|或)?(?:以|之)?后|(?:19|20)\\d\\d年[^，,。；;]{0,6}(?:以后|之后|后)出生'
		),
		p.all(
			`(?:只招|限|要求|仅限|招|优先)?(?:[6789]0|[6789]5|0[05])后(?:、[09]?[05]后)*(?:${p.within(2)}${p.preferred}|(?=$|[，,。；;]))`
		),
		p.all(
			`(?:要求|只要|只招|仅限|招聘|限)年轻(?:人|化|者)?|年轻${p.within(3)}${p.preferred}|(?:大龄|年龄大|年纪大|中老年)(?:者|的)?${p.within(10)}${p.refused}`
		),
		p.all(
			'\\b(?:someone|anyone|people|person|candidates?|applicants?|graduates?|must be|be|men|women|preferably|strictly|aged?)?,? ?(?:under|below|younger than|less than|not (?:older|over|exceed\\w*)(?: than)?|no (?:older|more) than|up to) (?:the age of |age )?[1-6]\\d\\b(?! ?(?:ms|hours?|%|days?|minutes?|mm|hz|khz|db|seconds?|km|cm|kg|g|people|months?|users?|students?|employees|yuan|rmb|samples?|trials?|c\\b|°|pages|weeks?|v\\b|mv|w\\b|k\\b|gb|mb|channels?|electrodes?|patients?))(?: years?(?: old| of age)?)?'
		),
		p.all(
			'\\b(?:age|aged|ages)(?: limit| range| requirement| between| from)? ?[:：]? ?(?:is |of |must be |between |from |under |below |up to )*[1-6]\\d(?: ?(?:-|–|to|and) ?[1-6]\\d)?'
		),
		p.all('\\bmax(?:imum|\\.)? age ?[:：]? ?(?:is |of )?[1-6]\\d'),
		p.all(
			'\\bbetween [1-6]\\d and [1-6]\\d (?:years?(?: old| of age)?|in age)|\\b[1-6]\\d ?(?:-|–|to) ?[1-6]\\d years? (?:old|of age)'
		),
		p.all(
			`\\b[1-6]\\d ?(?:-|–|to) ?[1-6]\\d (?:years? )?age (?:group|range|bracket)|\\bborn (?:after|in or after|later than|between|since) (?:19|20)\\d\\d`
		),
		p.all(
			`\\b(?:${p.hireNoun}|anyone|those|people) (?:over|above|older than|aged over) (?:the age of )?[1-6]\\d${p.near} ${p.refusedEn}`
		),
		p.all(
			`${p.refusingEn} (?:over|above|older than) [1-6]\\d|${p.refusing}${p.within(6)}${n}${years}(?:以上|及以上)|\\bin (?:their|his|her|your) (?:twenties|thirties|early (?:twenties|thirties)|20s|30s)\\b|\\b(?:male|female|candidates?|applicants?),? (?:aged )?[1-6]\\d ?[-–] ?[1-6]\\d(?=$|[,.;])|年(?:龄|纪)上限[：:为]?${n}周?岁?`
		),
		p.all(
			'\\b(?:young (?:people|candidates?|applicants?|graduates?) (?:only|preferred)|only young (?:people|candidates))'
		)
	]
};
