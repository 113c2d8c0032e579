// Limits by ethnicity or race: Employment Promotion Law art. 28. Care for minorities, which it asks for, passes.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const names =
	'(?:维吾?尔?族?(?=[、，,藏回人族])|(?:维吾尔|维|藏|回|满|蒙古?|苗|壮|彝|土家|布依|侗|瑶|白|哈萨克|朝鲜|哈尼|黎|傣|畲)族)(?!自治)';
const minority = `(?:少数民族|少民|外族|其他民族|非汉族|${names}|黑人|黑皮肤|有色人种|亚裔|非裔|非洲裔|拉美裔)`;
const favoured = `(?:汉族|汉人|${names}|白人|白种人|白皮肤|欧美面孔|华裔)`;
const person = '(?:人士?|人员|员工|同学|同胞|学生|应聘者|候选人|求职者|籍|者)?';
const minorityEn =
	'(?:uyghurs?|uighurs?|tibetans?|hui|mongols?|mongolians?|(?:ethnic )?minorit(?:y|ies)|(?:people |persons )?of minority|blacks?(?= (?:people|applicants?|candidates?|persons?|teachers?))|africans?|asians?|people of colou?r)';
const favouredEn =
	'(?:han(?: chinese)?(?: ethnicity)?|(?:of )?han (?:ethnicity|nationality|origin|descent)|whites?|caucasians?|ethnic chinese)';

export const ethnicity: Rule = {
	name: 'ethnicity',
	hint: /民族|裔|[汉族]|黑人|白人|白种|面孔|\bhan\b|minorit|ethnic|uyghur|uighur|tibetan|mongol|caucasian|\bwhites?\b|\bblacks?\b|african|\basians?\b|\brace\b|of colou?r/,
	harmless: [
		/民族(?:大学|学院|学(?![生员])|医药|品牌|要素|语言|地区|自治)|少数民族(?:语言|地区|文化|医学)|white[- ](?:box|noise|matter|paper|board|light|balance)|black[- ](?:box|and)|black and white|race condition\w*/g
	],
	pardonClause: p.openToAll,
	pardonSentence: new RegExp(`${p.studied.source}|人群|语料|多态|自治区`),
	find: [
		p.all(`民族(?:要求|限制)?[：:为是须需]*(?:${favoured}|汉(?![语字]))`),
		p.all(`${p.wantedThen}[：:]?(?:${favoured}|${names})`),
		p.all(`(?:${favoured})${person}${p.within(3)}${p.preferred}`),
		p.all(`(?:${minority}|${names})${person}(?:、[^，,。；;]{1,12})?${p.within(10)}${p.refused}`),
		p.all(`${p.refusing}${p.within(8)}(?:${minority})`),
		p.all(`非汉族|(?<=(?:^|[，,。；;：:、]) ?)汉族(?=$|[，,。；;、])`),
		p.all(`\\b${favouredEn}(?: ${p.hireNoun})? (?:only|${p.preferredEn})`),
		p.all(`\\b${p.preferringEn} (?:an? )?${favouredEn}\\b`),
		p.all(`\\b${p.wantedEn}(?: of)? ${favouredEn}(?: ${p.hireNoun})?\\b`),
		p.all(`\\b(?:ethnicity|race) ?[:：] ?(?:${favouredEn})`),
		p.all(
			`\\b${minorityEn}(?: ${p.hireNoun})?(?: (?:or|and) \\w+)?(?: ${p.hireNoun})?${p.near} ${p.refusedEn}`
		),
		p.all(`${p.refusingEn}(?: \\w+)? ${minorityEn}\\b`),
		p.all(`(?:${p.refusingEn})[^,.;]{0,20} (?:ethnic minorit|minority ethnic|minority background)\\w*`)
	]
};
