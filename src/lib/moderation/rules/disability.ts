// Limits by disability: Employment Promotion Law art. 29. Posts for people with disabilities pass.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const ill =
	'(?:残疾人士?|残障人?士?|残疾(?:者|人员|证持有者)?|(?:肢体|视力|听力|言语|智力|精神)残疾(?:者|人员|人士?)?|聋哑?人?员?|哑人|盲人|听障|视障|听力障碍|视力障碍|言语障碍|语言障碍|肢残|瘸|跛|口吃|结巴|坐?轮椅|使用轮椅|侏儒|身体有缺陷|身体缺陷)(?:人士?|人员|者|的人?|使用者)?';
const illEn =
	'(?:disabled|handicapped|deaf|blind|mute|wheelchair users?|(?:people )?in wheelchairs?|wheelchair-bound|(?:people|persons?|applicants?|candidates?|anyone|individuals?)? ?(?:with|having|who have|using) (?:an? |any |physical |mental |severe )*(?:disabilit(?:y|ies)|(?:hearing|visual|speech|physical|mobility) (?:impairments?|disabilit(?:y|ies)|handicaps?)|wheelchairs?|impairments?|(?:hearing|vision|sight) loss|mobility (?:problems?|limitations?|issues?)|a stutter|a limp)|(?:people )?in wheelchairs?)';

export const disability: Rule = {
	name: 'disability',
	hint: /physically able|loss\b|stutter|mobility|残|聋|哑|盲人|障|肢|轮椅|口吃|结巴|健全|瘸|跛|侏儒|缺陷|disab|handicap|able-bodied|\bdeaf\b|\bblind\b|wheelchair|impair/,
	harmless: [/残疾人(?:就业)?保障金|残疾人联合会|残差|无障碍/g],
	pardonClause: new RegExp(
		`${p.openToAll.source}|为残|欢迎|保障金|设计|研发|康复训练|encouraged|are welcome|design for|rights`
	),
	pardonSentence: new RegExp(p.studied.source),
	find: [
		p.all(
			'(?:四肢|肢体|身体|手脚|五官|躯体|体格)(?:和五官|及五官)?(?:必须|须|要)?(?:健全|齐全|无残缺|完整|无缺陷)'
		),
		p.all(`(?:${ill})(?:、[^，,。；;]{1,14})?${p.within(10)}${p.refused}`),
		p.all(`(?:${ill})(?:、[^，,。；;]{1,14})?(?:不便)?[，,](?:请|恕|均|一律|暂|概)+(?:不|勿)${p.within(4)}`),
		p.all(`${p.refusing}${p.within(8)}(?:${ill})`),
		p.all(
			`(?:(?<![并])(?:无|没有|不得有|不能有|须无)|(?<=(?:^|[，,、：:；;限招] ?))非)(?:任何|身体|肢体|明显|重大)*(?:${ill})(?!歧视)`
		),
		p.all(
			'\\b(?:able[- ]bodied|physically able(?= (?:persons?|people|candidates?|applicants?|individuals?))|non-?disabled|free (?:of|from) (?:any |all |physical |mental |visible )*disabilit(?:y|ies))\\b'
		),
		p.all(`\\b${illEn}(?: (?:or|and) \\w+)?(?: ${p.hireNoun})?${p.near} ${p.refusedEn}`),
		p.all(`${p.refusingEn}(?: ${p.hireNoun})? ${illEn}\\b(?: ${p.hireNoun})?`),
		p.all(
			'\\b(?:must|should|may|can) (?:not have|have no|not suffer from|be without|not be)(?: an?| any| physical| mental| visible| known)* (?:disab\\w+|handicap\\w*|deaf|blind|impairments?)'
		),
		p.all('\\bonly [\\w ]{0,20}without (?:any )?(?:disabilit(?:y|ies)|impairments?|handicaps?)'),
		p.all(
			`(?<=(?:^|[,;:.]) ?)(?:no|without) (?:physical |mental |visible |any )*(?:disabilit(?:y|ies)|handicaps?|impairments?)(?= ?(?:$|[,.;]|allowed|accepted))`
		)
	]
};
