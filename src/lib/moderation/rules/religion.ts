// Limits by belief: Employment Promotion Law art. 3.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const faith = '(?:佛教|道教|基督教?|天主教|伊斯兰教?|穆斯林|回教|宗教|印度教|犹太教|新教)';
const believers = `(?:${faith}(?:信徒|教?徒|信众|信仰者?|人士|人员|界人士)?|(?:有|无)?(?:任何)?宗教信仰(?:者|人士|人员|的人?)?|信(?:教|佛|仰宗教)(?:人员|人士|者|的人?|群众)?|无神论者?|教徒|信徒)`;
const believersEn =
	'(?:christians?|catholics?|protestants?|muslims?|moslems?|buddhists?|hindus?|jews?|jewish|taoists?|islamic|atheists?|religious(?=$|[,.;])|religious (?:people|persons?|believers?|candidates?|applicants?)|believers?|followers? of (?:any|an?) \\w+|(?:people|persons?|anyone|candidates?|applicants?) (?:who )?(?:practi[sc]e|practi[sc]ing|with|of|follow\\w*)(?: an?| any)? (?:religion|religious beliefs?|faith))';

export const religion: Rule = {
	name: 'religion',
	hint: /follower|教|[信佛督]徒|信佛|信仰|穆斯林|无神论|信徒|christian|catholic|protestant|muslim|moslem|buddh|hindu|\bjew|taois|islam|atheis|religio|believer|faith/,
	harmless: [
		/宗教(?:学|事务|体验|议题|自由)|宗教信仰自由|信教自由|christian (?:university|college|school)|religious (?:holidays?|observances?|communit\w+|studies)|freedom of religion/g
	],
	pardonClause: p.openToAll,
	pardonSentence: new RegExp(
		`${p.studied.source}|种族|民族.{0,6}宗教|宗教.{0,6}民族|冥想|课程|尊重|伦理|of all faiths|\\bethics\\b|\\bmonks?\\b`
	),
	find: [
		p.all(`宗教信仰?(?:要求|状况)?[：:为是]+(?:无|佛|基督|道|伊斯兰|天主)${p.within(3)}`),
		p.all(
			`(?:${p.wantedThen}|(?<=(?:^|[，,。；;：:、]) ?))(?:应聘者)?(?:无|没有|不得有|不能有|无任何)(?:任何)?(?:宗教)?(?:宗教|信仰|信教)+`
		),
		p.all(`${p.wantedThen}(?:应聘者|员工)?也?(?:不?信(?:教|仰|佛)|信仰|信奉|${believers})${p.within(4)}`),
		p.all(
			'(?:必须是|须为|应为)无神论者?|(?:不得|不能|不可|不准|不允许|严禁)(?:有|参与|参加)?(?:信仰|信奉|信教|任何宗教|宗教)(?:任何)?(?:宗教|信仰)?'
		),
		p.all(`(?:${believers})${p.within(4)}${p.preferred}`),
		p.all(`(?:${believers})${p.within(10)}${p.refused}`),
		p.all(`${p.refusing}${p.within(8)}(?:${believers})`),
		p.all(`\\b${believersEn}(?: ${p.hireNoun}| faith| beliefs?)?[- ](?:only|${p.preferredEn})`),
		p.all(`\\b${p.preferringEn} (?:an? )?${believersEn}\\b`),
		p.all(`\\b${p.wantedEn} ${believersEn}\\b`),
		p.all(`\\b${believersEn}(?: ${p.hireNoun})?(?: (?:or|and) [\\w ]{1,20})?,?${p.near} ${p.refusedEn}`),
		p.all(`${p.refusingEn} ${believersEn}\\b`),
		p.all(
			`\\b(?:have|with|hold|has|be of|of) no religio(?:n|us beliefs?|us belief|us affiliation)\\b|\\b(?:must|should|may) not (?:be|follow|practi[sc]e|have|hold|belong to)(?: an?| any)* (?:follower of|religio\\w+|believer|member of (?:an?|any) (?:religio\\w+|church)|${believersEn})[\\w ]{0,12}|\\bnon-?religious ${p.hireNoun}|\\bno religious beliefs?(?= (?:preferred|required|allowed))|\\breligion ?[:：] ?(?:none|no|christian|buddhist|muslim)`
		)
	]
};
