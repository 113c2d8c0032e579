// Limits by marriage and childbearing: Law on the Protection of Women's Rights art. 43, Employment Promotion Law art. 27.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const state =
	'(?:有小孩|有孩|已婚已育|已婚未育|未婚未育|已婚|未婚|已育|未育|单身|离异|离婚|丧偶|有孩子|无子女|有子女|二胎已育|怀孕|孕妇|孕期|备孕|待孕|在孕|哺乳期|育龄|适婚|恋爱|(?:有|打算|计划|准备)(?:近期)?(?:生育|结婚|婚育|怀孕|备孕|要孩子|生孩子|二胎)(?:计划|打算|意向|需求)?)(?:女性|男性|女士|男士|人员|人士|妇女|青年|的?者|的)?';
const child =
	'(?:结婚|怀孕|生育|生子|生孩子|要孩子|要小孩|受孕|备孕|恋爱|谈恋爱|婚育|生二胎|二胎|孕育|休产假)';
const stateEn =
	'(?:unmarried|married|single|divorced|widowed|childless|pregnant(?: women| applicants| candidates)?|mothers?|parents|without children|with children|(?:women |those |anyone |applicants )?(?:who are )?(?:planning|expecting|trying for)(?: an?| to have an?)? (?:pregnancy|child|baby|children|family))';
const notThing =
	'(?![- ](?:cell|unit|trial|neuron|sign|point|crystal|channel|board|page|use|source|full|part|day|arm|cent|blind|photon|molecule|subject|full-time|position|core|chip|thread|sided|parents?)|-)';

export const marriage: Rule = {
	name: 'marriage',
	hint: /婚|育|孕|妊娠|单身|离异|孩子|小孩|二胎|恋爱|married|marital|single\b|pregnan|children|child\b|childless|divorced|family|baby|childbearing/,
	harmless: [
		/婚假|产假|陪产|育儿|生育(?:保险|津贴|慰问金|福利)|结婚礼金|单身(?:公寓|宿舍)|哺乳假|孕(?:期|妇|产妇)?(?:睡眠|监测|设备|健康|关怀|心理|产妇)|婚恋|教育|培育|发育|体育|孕育(?:创新|项目)|(?:maternity|paternity|parental|marriage|child-?care) leave|pregnancy-related|family-friendly|single sign-on|for (?:children|parents)/g
	],
	pardonClause: new RegExp(
		`${p.openToAll.source}|婚否|已婚(?:或|、|/)?未婚|依法|保护|不作为|研究|抑郁|研发|福利|whether they are|not considered in|support for|research|leave\\b`
	),
	pardonSentence: new RegExp(`${p.studied.source}|患者|产科|胎心|patients?\\b`),
	find: [
		p.all('婚(?:姻|育)(?:状况|情况|状态)?(?:要求)?[：:为]+(?:已|未|离|单|无)'),
		p.all(
			'(?:注明|填写|说明|提供|告知|询问|回答|写明|需填)[^，,。；;]{0,8}(?:婚(?:姻(?:状况|情况|史)|育(?:状况|情况|史)?)|生育(?:计划|状况|情况)|孕检|(?:是否|有无)[^，,。；;]{0,3}(?:婚|孕|育|孩))|[^，,。；;]{0,4}(?:妊娠|孕)(?:检测|检证明|检查|测试)'
		),
		p.all(`${p.wantedThen}(?:${state}|${child})`),
		p.all(`(?:${state})${p.within(5)}${p.preferred}`),
		p.all(`(?:${state})${p.within(10)}${p.refused}`),
		p.all(`${p.refusing}${p.within(8)}(?:${state})`),
		p.all(
			`(?:不得|不能|不可|不准|不许|不要|不考虑|禁止|不打算|没有|无|暂无|承诺不|保证不|不(?=(?:结婚|怀孕|生育|生孩子|要孩子|恋爱))|暂不)${p.within(4)}(?:${child})(?:生子|生育)?(?:的?(?:打算|计划|需求|安排|意向))?`
		),
		p.all(
			`(?:怀孕|结婚|生育)[^，,。；;]{0,6}(?:视为|自动离职|解除|辞退|辞职|离职|走人)|适合(?:${state})|are you (?:married|single|pregnant|planning)|签[^，,。；;]{0,8}不(?:结婚|怀孕|生育)[^，,。；;]{0,4}`
		),
		p.all('(?<=(?:^|[，,。；;：:、]) ?)(?:已婚(?:已育)?|未婚(?:未育)?|已育|单身|离异)(?=$|[，,。；;、])'),
		p.all(`\\b${stateEn}${notThing}(?: ${p.hireNoun})? (?:only\\b|${p.preferredEn})`),
		p.all(
			`\\b(?:unmarried|married|single|pregnant|childless) ${p.hireNoun} (?:only|${p.preferredEn}|${p.refusedEn})`
		),
		p.all(
			`\\b(?:${p.preferringEn}|${p.wantedEn}|ideally) (?:${p.hireNoun} )?(?:unmarried|married|single|divorced|childless|without (?:any )?children|with no children)${notThing}\\b(?=$|[,.;]| (?:${p.hireNoun}|and|with|without|or|women|men))`
		),
		p.all(`\\b${stateEn}${notThing}(?: ${p.hireNoun})?${p.near} ${p.refusedEn}`),
		p.all(
			`${p.refusingEn}(?: \\w+)? (?:pregnant|married|unmarried|divorced|single) ?(?:${p.hireNoun}|women)?|\\b(?:recently |newly )?(?:married|unmarried|pregnant|divorced) (?:women|men|people)${p.near} ${p.refusedEn}|\\b(?:of )?childbearing age[\\w ]{0,10}${p.refusedEn}`
		),
		p.all(
			'\\bmarital status ?(?:[:：]|must be|is|should be) ?\\w+|\\b(?:state|include|indicate|mention|provide|specify|tell us|disclose)\\b[^,.;]{0,25}\\b(?:marital status|whether you are married|pregnan\\w+|number of children|family plans)'
		),
		p.all(
			'\\b(?:no|without|not have)(?: any)? (?:immediate )?(?:plans?|intention)s? (?:to|for|of) (?:have|having|start|starting|get|getting|become|becoming|raise)?(?: an?| any)? ?(?:children|child|kids|baby|family|married|marriage|pregnan\\w+)'
		),
		p.all(
			'\\b(?:must|may|should|shall|will|can|do) not (?:be|become|get|plan (?:to|on) (?:have|having|get|become)|plan to|intend to (?:have|get)|fall|have) (?:an? |to become |any )?(?:pregnant|married|children|pregnanc\\w+|baby)'
		),
		p.all('\\bpregnancy tests? (?:is |are |will be )?(?:required|mandatory|needed|compulsory)')
	]
};
