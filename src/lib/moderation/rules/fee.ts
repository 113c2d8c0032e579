// Money asked from people who look for work: Labour Contract Law art. 9, Provisions on Online Recruitment (2021) art. 17.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const charge =
	'(?:押金|保证金|风险金|抵押金|定金|订金|诚意金|服务费|报名费|培训费|服装费|工装费|工服费|体检费|资料费|材料费|建档费|中介费|介绍费|推荐费|内推费|管理费|实习费|实习管理费|办卡费|工牌费|工本费|伙食费|入职费|面试费|手续费|考试费|证件费|代办费|会员费|教材费|岗位费|安置费|住宿费|住宿押金|学费|背调费|占位费|名额费|好处费|试工费|信息费|入会费|加盟费)(?:用)?';
const act =
	'(?:缴纳?|交纳?|交付|支付|收取|收|付|预缴|预交|预付|先交|先付|扣除?|垫付|转账|缴清|交清|给付|购买)';
const payEn = '(?:pay|paid|charged?|cover|bear|transfer|remit|cost)';
const feeEn =
	'(?:deposit|(?:registration|application|placement|processing|administration|admin|management|training|service|agency|introduction|referral|uniform|interview|enrol?lment|membership|onboarding|recruitment|internship) (?:fees?|costs?|charges?|deposit)|fees?|commission)';

export const fee: Rule = {
	name: 'fee',
	hint: /金|费|购买|deposit|fee\b|fees\b|pay|charge|cost|uniform/,
	harmless: [
		/(?:不|免|无需?|未|从不|绝不|严禁|禁止|拒绝)(?:向[^，,。；;]{0,8})?(?:收取?|缴纳?|交纳?|支付|扣)?(?:任何)?(?:形式|名义|理由)?的?(?:押金|保证金|费用|[^，,。；;]{0,3}费)(?:[、或和及](?:不?收?)?[^，,。；;、]{0,4}(?:金|费))*/g,
		/(?<![向给对])(?:公司|单位|医院|企业|课题组|本院|我们|用人单位|机构|学校|平台|由我司)(?:全额|统一|按规定|依法)?(?:承担|支付|报销|负担|垫付|提供|缴纳|出资)[^，,。；;]{0,14}/g,
		/(?:费用?|金)(?:均|全部|全额)?(?:由|归)(?:公司|单位|医院|企业|课题组|我们|用人单位|机构|学校)[^，,。；;]{0,8}|免费|公积金|五险一金|保障金|补贴金|奖学金|经费|会员费率|差旅费|(?:住院|租车|充电)[^，,。；;]{0,4}押金|押金(?:管理|退还(?:流程|接口)|系统)|保证金(?:台账|管理)|(?:thin-film|vapou?r|electro|chemical|physical|layer|metal) ?deposition|electrodeposition|deposition|fee-for-service|no (?:\w+ )?(?:fees?|deposit|charge)\b|free of charge|publication fees?/g
	],
	pardonClause:
		/助学|奖学|租|保险|投保|客户|旅游|患者|业主|游客|\bno (?:\w+ )?(?:fees?|charges?|deposits?|costs?)\b|诈骗|举报|严禁|禁止|不得|拒绝|报销|课程学费|学费[^，,。；;]{0,4}(?:减免|元|\d)|预算|台账|系统|接口|企业培训费预算|never|not charge|are covered|covered by|reimburse|course fees?\b|hospital system|conference|tuition|submissions|company pays|pays all|hospital pays|employer pays/,
	find: [
		p.all(
			'(?:需要?|须|要|得)(?:有)?(?:押金|保证金|风险金)(?=$|[，,])|(?:服装费|制服费|工服费|工装费|工牌费|住宿费|体检费|中介费|押金)(?:用)?从[^，,。；;]{0,8}扣除?'
		),
		p.all(`${act}[^，,。；;！？]{0,12}?${charge}(?:[^，,。；;]{0,2}[\\d一二两三五六七八九十百千万]+元)?`),
		p.all(
			`${charge}(?:和[^，,。；;]{1,6}费)?[^，,。；;]{0,8}?(?:自理|自付|自费|自担|自负|自行(?:承担|支付|负责|缴纳)|由(?:本人|个人|应聘者|求职者|候选人|员工|学员|实习生|学生|自己)(?:承担|支付|负担|自理|缴纳|出)|个人承担|离职[^，,。；;]{0,4}退|转正[^，,。；;]{0,4}退|每人|先交|先付)`
		),
		p.all(
			`(?:押金|保证金|报名费|工牌费|服装费|建档费|风险金|中介费|介绍费|推荐费|内推费|工本费|面试费|资料费|材料费|体检费|服务费|入职费)(?:用)?[：:为]?(?:每[人月])?[\\d一二两三五六七八九十百千]+元?`
		),
		p.all(
			`(?:自行|自费|自己|个人)(?:支付|承担|缴纳|办理|购买|负担|垫付|出资)[^，,。；;]{0,8}(?:费|健康证|工服|工作服|制服|设备|证件|体检|押金|工装)(?:用)?`
		),
		p.all(
			'(?:作为|当作)(?:中介费|服务费|介绍费|押金|保证金)|收费[\\d一二两三五六七八九十]+(?:元|万|千|块)|购买[^，,。；;]{0,3}(?:公司|本公司|我司|指定)的?(?:产品|工装|设备|制服)'
		),
		p.all(
			'(?:内推|推荐)(?:名额)?(?:需|须|要)付费|付费(?:内推|实习|就业|入职|岗位|推荐)|花钱(?:内推|入职|实习)|(?:扣押|扣留|抵押)(?:身份证|毕业证|学位证|证件)(?:原件)?'
		),
		p.all(
			`\\b(?:an?|the|refundable|security|small|initial) (?:[\\w¥$,.-]+ ){0,4}?${feeEn} (?:of [\\w ,.¥$]+ )?(?:applies|apply|(?:is|are|must be|will be|has to be)? ?(?:required|needed|paid|collected|charged|payable|due|deducted))`
		),
		p.all(
			`\\b(?:we|agency|company) (?:will )?(?:charges?|collects?|requires?) (?:an? |the )?(?:[\\w¥$,.-]+ ){0,3}?${feeEn}`
		),
		p.all(
			`\\b(?:must|have to|has to|need to|required to|will|please|should|shall|you|${p.hireNoun})(?: be)?(?: first| themselves)? ${payEn}s? (?:for )?(?:an? |the |your |their |our |us )*(?:\\w+ ){0,2}?(?:${feeEn}|training(?! programme| program| course)|uniforms?|medical checks?|(?:medical )?examination|materials|background checks?)\\b`
		),
		p.all(
			`(?:[\\d,]+ ?(?:yuan|rmb|cny|dollars)|[¥$]\\d[\\d,]*) (?:\\w+ )?${feeEn}\\b|\\bpay [\\w ,¥$]{1,30}(?:as an? |for )(?:\\w+ )?${feeEn}|\\b(?:borne|paid|covered|payable) by (?:the )?(?:${p.hireNoun}|you|yourself)|\\bat (?:your|their) own (?:cost|expense)(?= ?(?:$|[,.;]))`
		),
		p.all(`\\b(?:bears?|covers?) the costs? of (?:the |their |your )?[\\w ]{3,25}`),
		p.all(
			`\\b(?:are|is|be) charged (?:an? )?[\\w ]{2,30}|\\b(?:costs?|fees?|price) (?:of [\\w ]+ )?(?:is |are |will be )?deducted from`
		),
		p.all(`\\b${feeEn} ?[:：] ?[\\d¥$]|\\b(?:\\w+ )?costs? will be deducted[\\w ]*`),
		p.all(
			`\\bbuy (?:your|their) own (?:uniforms?|equipment|tools|laptop)|\\bpay for (?:the |your |their )?(?:training|uniform|onboarding|interview)(?: materials?)?`
		)
	]
};
