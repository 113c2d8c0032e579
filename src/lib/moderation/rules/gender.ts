// Limits by gender: Employment Promotion Law art. 27, Law on the Protection of Women's Rights art. 43.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

/** People by gender; "女装", "男科" and the like are no people. */
const people =
	'(?:男|(?<![子儿妇孙少处父母])女)(?:性|生|士|子|孩|同学|同胞|工|员工|职员|青年|学生|性候选人|性应聘者)?(?!身高)';
const one = `(?:${people}|先生|小伙子?|姑娘|小姐姐|小哥哥|美女|帅哥|妹子|靓女|靓仔)(?![装科鞋款用声友网]|[性生士]?身高|性(?:健康|疾病|患[者儿某]|受试|被试|用品|用户|激素|大鼠))`;
const folk =
	"(?:males?|females?|men|man|women|woman|boys?|girls?|ladies|lady|gentlem[ae]n|guys?)(?![-’'/]| ?(?:connectors?|headers?|to-|plugs?|pins?|sockets?|participants?|subjects?|volunteers?|patients?|rats?|mice|founders?|health)\\b)";
const folkNoun = `${folk}(?: ${p.hireNoun})?`;
const both = (a: string, b: string) =>
	`${a}(?:性|生|士|子|孩|同学)?(?:[、/和与或及跟,，&]|以及|或者|还是)*${b}(?:性|生|士|子|孩|同学)?`;
const clauseStart = '(?<=(?:^|[，,、；;。.：:（(\\[【/|\\d]) ?)';
const clauseEnd = '(?=$|[，,、；;。.）)\\]】/|])';

export const gender: Rule = {
	name: 'gender',
	hint: /[男女]|先生|小伙|姑娘|小姐姐|小哥哥|帅哥|妹子|靓仔|\b(?:fe)?males?\b|\b(?:wo)?m[ae]n\b|boys?\b|girls?\b|lad(?:y|ies)\b|gentlem|guys?\b/,
	harmless: [
		p.all(both('男', '女')),
		p.all(both('女', '男')),
		/男女(?:分(?:住|层|开)|平等|同工同酬)|(?:男|女)(?:生|性|士|员工)?(?:宿舍|公寓|卫生间|更衣室|洗手间|厕所|浴室)|女(?:职工|员工)(?:特殊|劳动|保护|享|依法|禁忌|权益|委员)|[男女](?:装|科|鞋|款|友)|女性友好|国家规定.{0,20}/g,
		/\b(?:fe)?males?\b ?(?:and|or|&|\/|,|-?to-?) ?(?:fe)?males?\b|\b(?:wo)?m[ae]n(?:'s)? ?(?:and|or|&|\/|,) ?(?:wo)?m[ae]n(?:'s)?|boys? (?:and|or) girls?|girls? (?:and|or) boys?|ladies and gentlemen|gentlemen and ladies|women in \w+/g
	],
	pardonClause: p.openToAll,
	pardonSentence: new RegExp(`${p.studied.source}|患者|patients?\\b|大鼠|小鼠|\\brats?\\b|\\bmice\\b`),
	find: [
		p.all(`性别(?:要求|限制|条件)?(?:[：:为是限仅只须需要\\s])*(?:${one})`),
		p.all(`${p.wantedThen}[：:]?(?:${one})(?!\\d{3})(?:\\d+[名人位])?`),
		p.all(`(?:${one})(?:[：:])?(?:\\d{1,2}|[一二两三四五六七八九十]+)[名位]|(?:${one})若干`),
		p.all(`(?:${one})${p.within(5)}${p.preferred}(?!是)`),
		p.all(`(?<!计划的|打算的|备孕的)(?:${one})${p.within(10)}${p.refused}`),
		p.all(`${p.refusing}${p.within(8)}(?:${one})`),
		p.all(`(?:岗位?|职位|工作)${p.within(4)}适合(?:${one})|(?:更|较|比较|最|只|仅|不太?)适合(?:${one})`),
		p.all(`非(?:${people})`),
		p.all(
			`(?:希望|期待|期望|想要|想找|欢迎)${p.within(6)}(?:一?[位名个]|是)${p.within(6)}(?:${one})(?=$|[，,。；;、加来])`
		),
		p.all(`${clauseStart}(?:男|女)(?:性|生|士)?${clauseEnd}`),
		p.all(
			`\\b${folkNoun}[- ]only\\b|\\b${folkNoun} (?:(?:aged?|between|under|with) [\\w –-]{1,16} )?(?:are |is )?(?:required|wanted|needed|sought)\\b`
		),
		p.all(`\\b${folkNoun}(?: (?:with|who|from|in|of|between|under|aged?) [\\w ]{1,30})? ${p.preferredEn}`),
		p.all('(?<=(?:^|[,;:(]) ?)(?:male|female)(?: only)?(?=$|[,;.)])'),
		p.all(`\\b${p.preferringEn}${'(?: an?| young)*'} ${folk}`),
		p.all(`\\b(?:gender|sex)(?: required| requirement)? ?(?:[:：=]|must be|is)? ?(?:only )?${folk}\\b`),
		p.all(
			`\\b${p.wantedEn}(?: [a-z-]+){0,2}? ${folk}\\b(?=$|[,.;:!]| (?:${p.hireNoun}|for|to|who|with|in|between|under|aged?|as|will|can|may|need|and|able|only|please|or)\\b)`
		),
		p.all(
			`(?<!pregnant |married |planning |who )\\b${folkNoun}(?![^,.;]{0,30}(?:pregnan|childbear|children|baby))${p.near} ${p.refusedEn}`
		),
		p.all(`${p.refusingEn} ${folk}\\b`)
	],
	drop: [/(?<=招(?:聘|收|募)?\d*名?)[男女](?=[普技电操工文店销助职护])/g]
};
