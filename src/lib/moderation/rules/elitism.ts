// Schools by rank instead of what people can do: the Ministry of Education's ban on school lists in campus recruiting
// (2013, repeated yearly). Asks for a reason.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const rank =
	'(?:985|211|九八五|二一一|双一流|一流|c9|qs ?(?:世界)?(?:排名)?(?:前|top ?)?\\d+|世界(?:排名)?前\\d+|top ?\\d+ ?(?:院校|高校|大学)|常春藤|藤校|名校|重点(?:大学|高校|院校|本科)|一本|(?:顶尖|一流)(?:高校|大学|院校))';
const named = '(?:清华|北大|清北复交|清北|复旦|华五)';
const ranks = `${rank}(?:工程)?(?:(?:[/、,，和或及与]|以及|或者)+${rank})*`;
const school = '(?:院校|高校|大学|学校|本科|硕士|博士|毕业|背景|学历|学位|应届)';
const low =
	'(?:二本|三本|专升本|双非|普本|民办|独立学院|非(?:985|211|双一流|名校|重点)|普通(?:院校|高校|本科)|自考|成教|非全日制)';
const rankEn =
	'(?:(?:project )?985(?:(?: ?/ ?| or | and )(?:project )?211)?|(?:project )?211(?:(?: ?/ ?| or | and )(?:project )?985)?|double first[- ]class|c9(?: league)?|ivy league(?: or c9)?|top[- ]tier|elite|prestigious|tier[- ]?(?:one|1)|first-tier|qs (?:world )?(?:ranking )?top ?\\d+|top[- ]?\\d*(?=(?: \\w+)? (?:universit|school|college))|world-class|key national)';
const schoolEn = '(?:universit(?:y|ies)|schools?|colleges?|institutions?|graduates?|degrees?|alumni)';

export const elitism: Rule = {
	name: 'elitism',
	hint: /league|985|211|九八五|双一流|一流大学|c9|qs|名校|清|北大|华五|复旦|一本|二本|三本|双非|藤校|常春藤|重点|顶尖|普通|第一学历|专升本|ivy|first[- ]class|top[- ]|elite|prestigious|tier|ordinary/,
	harmless: [
		/(?:985|211)(?:路|工程(?:建设|重点建设|专项)|欧|倍|赫兹|号楼|室|万)|(?:首批|国家|建设)(?:985|211|双一流)[^，,。；;]{0,6}|双一流(?:学科|建设)|导师[^，,。；;]{0,4}(?:毕业于)?(?:985|211)?(?:高校|大学)?|(?:985|211) (?:hz|ma|mv|ohms?)|room (?:985|211)|top-tier (?:journals?|conferences?|venues?)/g
	],
	pardonClause: new RegExp(
		`${p.openToAll.source}|多所|联合|合作|共建|团队|成员|服务过|本校是|导师|本课程|讲座|partner|collaborat|our lab|taught by|founders|professors|work with|any universit`
	),
	find: [
		p.all(
			`(?:仅|只|限|须|需|要求|必须|均须?|应|毕业于|毕业院校|院校要求|第一学历|学历要求|院校|全日制|统招)(?:[：:为是限招要收考虑须均及]|毕业于|国内外?|海内外|知名|国内|来自|出身)*(?:本科|硕士|博士|及|以上|海外|或|毕业于|[、/])*(?:${ranks}|${named}(?:、${named})*)(?:${school}|毕业生?|及以上|以上|工程)*`
		),
		p.all(
			`(?:${ranks})(?:及以上|以上|等)?(?:${school})*(?:毕业生?|应届生?|背景|博士|硕士|本科生?|学生|学历|出身|者)+`
		),
		p.all(`(?:${ranks}|${named})(?:${school}|及以上|毕业生?|者|学生|背景)*${p.within(4)}${p.preferred}`),
		p.all(`(?:${ranks})(?:及?以上|等)*(?:院校|高校|大学|学历|背景)(?=$|[，,。；;、])`),
		p.all(
			`(?:本硕|本科及硕士|本科|第一学历|本硕博|硕士)(?:均|都|必须|须|为|是|应)+[^，,。；;]{0,3}(?:${ranks})(?:${school})*|第一学历(?:${ranks})`
		),
		p.all(
			`(?:${low})(?:${school}|毕业生?|者|学生|硕士|博士|本科)*${p.within(10)}${p.refused}|${low}(?:、[^，,。；;]{1,8})+${p.refused}|${p.refusing}${p.within(8)}${low}`
		),
		p.all(
			`\\b(?:only|exclusively|must|should|required?|requires?|graduates? (?:of|from)|degree from|graduated from|preferably from|preference for|(?:come|students|candidates|applicants|graduates) from)\\b[^,.;]{0,30}?\\b${rankEn} ?(?:${schoolEn}|$|or\\b)?`
		),
		p.all(
			`\\b${rankEn}(?: ${schoolEn})*(?: \\w+)? (?:only|${p.preferredEn}|(?:is |are )?(?:required|mandatory|needed|essential|a must))`
		),
		p.all(
			`\\b(?:ordinary|second-tier|lower-tier|non-?(?:985|211|elite)|private|unranked) (?:${schoolEn}|${p.hireNoun})[^,.;]{0,15}${p.near} ${p.refusedEn}|\\bfrom (?:non-?(?:985|211)|ordinary|lower-tier)[^,.;]{0,20}${p.near} ${p.refusedEn}`
		)
	]
};
