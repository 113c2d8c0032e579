// Hepatitis B as a condition or in a medical check: notice of three ministries on school entry and hiring (2010).
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const virus = '(?:乙肝|b肝|乙型肝炎|乙型病毒性肝炎|hbv|hbsag|澳抗|大小?三阳|小三阳|表面抗原)';
const test = '(?:两对半|二对半|五项|表面抗原|病毒|检测|检查|化验|筛查|报告|抗原)';
const virusEn = '(?:hep(?:atitis)?[- ]?b(?: virus)?|hbv|hbsag)';

export const hepatitis: Rule = {
	name: 'hepatitis',
	hint: /肝|三阳|澳抗|表面抗原|hep(?:atitis)?[ -]?b|hbv|hbsag/,
	harmless: [
		/(?:不含|不做|不查|不检查|免检|取消|不包括|无需)(?:[^，,。；;]{0,4})乙肝(?:五项|两对半|项目|检测)?/g
	],
	pardonClause: new RegExp(
		`${p.openToAll.source}|疫苗|研发|试剂|研究|临床试验|随访|诊疗|设备|接种|平等|不限制|vaccin|research|develop|trial|diagnostics|are welcome|not require|never asked|no hepatitis b test|not test`
	),
	pardonSentence: new RegExp(`${p.studied.source}|流行病学|统计分析`),
	find: [
		p.all(`(?:无|没有|非|不得有|不能有|排除)(?:任何)?(?:${virus})(?:病毒)?(?:携带者?|患者|感染|病史)?`),
		p.all(`${virus}${test}*(?:必须|须|要求|为|呈|应)?(?:阴性|阳性(?![^，,。；;]{0,4}患者))${p.within(6)}`),
		p.all(`${virus}(?:病毒)?(?:携带者?|患者|感染者?|阳性者?|病人)?${p.within(10)}${p.refused}`),
		p.all(`${p.refusing}${p.within(8)}${virus}(?:病毒)?(?:携带者?|患者|感染者?)?`),
		p.all(
			`(?:提供|携带|出具|需|须|做|查|检查|检测|含|包括|包含|项目|体检|提交)[^，,。；;]{0,8}${virus}${test}*`
		),
		p.all(
			`\\b${virusEn}(?: \\w+)?[ -](?:negative|positive(?= ${p.hireNoun})|carriers?${p.near} ${p.refusedEn}|test is required|tests? (?:is |are )?(?:required|mandatory|needed)|screening[^,.;]{0,12}(?:required|mandatory|needed))`
		),
		p.all(`\\b(?:show|have|with|be) no (?:${virusEn})`),
		p.all(
			`\\bno (?:${virusEn})(?: carriers?| patients?| infection)?(?= ?(?:$|[,.;]))|${p.refusingEn}(?: ${p.hireNoun})?(?: with)? ${virusEn}(?: carriers?)?`
		),
		p.all(`\\b(?:free (?:of|from)|not (?:carry|have|be infected with|be an? carrier of)|without) ${virusEn}`),
		p.all(
			`\\b(?:carriers of |${p.hireNoun} with )${virusEn}${p.near} ${p.refusedEn}|\\b${virusEn}(?: carriers?| patients?| ${p.hireNoun})?${p.near} ${p.refusedEn}`
		),
		p.all(
			`\\b(?:provide|attach|submit|bring|include|present|show|require|undergo|take|pass|need)(?:s|d|ing)? (?:\\w+ ){0,4}?(?:an? )?(?:negative )?${virusEn}(?: \\w+)? ?(?:blood )?(?:tests?|screening|results?|reports?|certificates?|checks?)`
		),
		p.all(
			`\\b(?:test|tested|testing|proof|report|result|screening)s? (?:\\w+ ){0,5}?(?:negative )?(?:for |of )?(?:an? )?(?:negative )?${virusEn}(?: tests?| screening)?`
		)
	]
};
