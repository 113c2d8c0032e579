// Limits by household registration or region: five-department notice on recruiting information (2026-01).
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const provinces =
	'北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古?|广西|西藏|宁夏|新疆|香港|澳门|东北|苏北|苏南|苏中|皖北|西北|南方|北方|农村|城镇|山区';
const cities =
	'南京|苏州|无锡|常州|镇江|扬州|泰州|南通|盐城|淮安|徐州|连云港|宿迁|杭州|合肥|武汉|广州|深圳|成都|西安|郑州|周口|驻马店|莆田|温州|江宁|浦口|六合|溧水|高淳|鼓楼|玄武|秦淮|建邺|栖霞|雨花台?';
const place = `(?:(?:${provinces}|${cities}|本地|本市|本省|外地|外省|外市|当地|异地|市区|主城区)[省市区县]?)`;
const people = `(?:${place}(?:、${place})*(?:常住)?(?:户籍|户口|籍贯?|人士?|生源|居民|人员|学生|同学|考生|求职者|应聘者|候选人|员工|土著|本地人|本地户口|本地户籍)(?:的|者|人员|员工|人士|应聘者|候选人)?)(?!力|群|才|事|民医|工智|大)`;
const papers = '(?:常住)?(?:户籍|户口|户籍地|籍贯|生源地)';
const hukou =
	'(?:(?:\\w+ )?hukou(?: holders?)?|(?:\\w+ )?household registration|permanent residence registration)';
const placeEn =
	'(?:nanjing|jiangsu|henan|anhui|shandong|dongbei|the north-?east|north-?eastern china|northeast china|xinjiang|tibet|shanghai|beijing|fujian|sichuan|guangdong|hubei|hunan|hebei|zhejiang|rural areas?|other (?:provinces|cities|regions)|outside (?:nanjing|jiangsu|the (?:city|province)))(?: province)?';
const localsEn = `(?:locals?(?! (?:anaesth|anesth|field|hospital|market|government|team|compan|universit|partner|network|area|language))|local (?:residents?|people|candidates?|applicants?|natives?)|(?:nanjing|jiangsu) (?:natives?|locals?|residents?|people)|natives? of ${placeEn}|non-?locals?|out-?of-?(?:towners?|province|town)(?: ${p.hireNoun})?|outsiders)`;

export const residence: Rule = {
	name: 'residence',
	hint: /户籍|家在|家住|本省|本市|户口|籍|人|生源|居民|外地|外省|outside|hukou|household|local|native|province|hen?an|anhui|north-?east|people from|anyone from|applicants from|outsiders|out-of/,
	harmless: [
		/(?:协助|帮助|解决|办理|提供|可|申请|代办)(?:[^，,。；;不]{0,10})(?:落户|户口|户籍)(?:[^，,。；;]{0,4}(?:办理|服务|迁移|转移))?|落户|集体户口|户(?:口|籍)(?:迁移|转移|随迁)|随迁户口|户籍(?:所在地|差异|制度|数据)|海外人才|人工智能|人才|人民|人员安排|hukou (?:transfer|support|services?)|household registration (?:transfer|support|services?)|no hukou restrictions?|help with (?:\w+ )*(?:hukou|household registration)|local (?:field potential|an(?:a)?esthesia)/g
	],
	pardonClause: new RegExp(
		`${p.openToAll.source}|欢迎全国|可报销|安排住宿|提供住宿|院士|from everywhere|are welcome|relocat`
	),
	pardonSentence: new RegExp(`${p.studied.source}|人群|流行病`),
	find: [
		p.all(`${papers}(?:要求|限制|所在地)?[：:为是须需限在]+${p.within(6)}(?:${place}|农村|城镇)`),
		p.all(
			`(?:${p.wantedThen}|持|具有|拥有|须为|应为)(?:${place}|[省市])*(?:${people}|(?:${place}|城镇|农村|农业|非农)${papers}|本?[省市](?:内)?(?:${papers}|生源))`
		),
		p.all(
			`(?:${people}|${place}(?:、${place})*${papers}|本?[省市](?:内)?(?:${papers}|生源))${p.within(4)}${p.preferred}`
		),
		p.all(
			`(?:${people}|${place}(?:、${place})*籍?${papers}?)(?:人员|人士|者|员工|的)*${p.within(10)}${p.refused}`
		),
		p.all(`${p.refusing}${p.within(8)}(?:${people}|${place}(?:、${place})*(?:籍|${papers}|人))`),
		p.all(`家(?:在|住)${place}(?:的|者)?${p.within(4)}${p.preferred}`),
		p.all(`非(?:${place}|本[省市地])*(?:${papers}|人|籍|生源)`),
		p.all(`(?:只|仅|限|要)(?:限|要|招|收)?${place}(?:、${place})*(?:省|市)?内?(?:人|籍|生源|户籍|户口)`),
		p.all(
			`\\b(?:must|should|have to|need to|required to) (?:have|hold|possess|own)(?: an?| valid| the| local| permanent| \\w+)* ?${hukou}\\b`
		),
		p.all(
			`\\b${hukou}(?: \\w+)? (?:is |are )?(?:required|needed|only|${p.preferredEn}|holders? only|mandatory|a must|necessary)`
		),
		p.all(
			`\\bonly (?:\\w+ ){0,4}(?:with|holding|having|from)(?: an?| the| valid| local)* ?(?:${hukou}|${placeEn})`
		),
		p.all(`\\b(?:${hukou}|household) ?[:：] ?\\w+`),
		p.all(
			`\\b${localsEn}(?: ${p.hireNoun})? (?:only|${p.preferredEn}|(?:with|holding|having) [\\w ]{0,20}hukou)`
		),
		p.all(
			`\\bonly (?:\\w+ ){0,2}(?:hukou|household registration)(?: holders?)?|\\bhukou holders? only|\\bonly local ${p.hireNoun}|\\b${p.preferringEn} (?:${localsEn}|(?:\\w+ ){0,2}(?:with|holding|having|from) (?:${hukou}|${placeEn}))`
		),
		p.all(`\\b${p.wantedEn} ${localsEn}\\b(?=$|[,.;]| (?:may|can|will|need|and|with|from|of))`),
		p.all(`\\b(?:${p.hireNoun} (?:from|of|born in) ${placeEn}|${localsEn})${p.near} ${p.refusedEn}`),
		p.all(
			`${p.refusingEn}(?: ${p.hireNoun}| anyone)?(?: from| of)? (?:${placeEn}|${localsEn})(?: ${p.hireNoun})?`
		)
	]
};
