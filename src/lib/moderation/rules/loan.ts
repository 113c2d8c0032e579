// Training loans and jobs that turn into paid courses (招转培): five-department notice on recruiting information (2026-01).
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const course = '(?:培训班?|课程|实训班?|学习|训练营|特训营|集训|进修|学费|就业班|学完)';
const job =
	'(?:就业|上岗|入职|录用|安排(?:工作|上岗|岗位|就业|实习)|包分配|推荐[^，,。；;]{0,4}(?:就业|工作|岗位)|包就业|签合同|签约|分配工作|实习机会|安置)';
const ownCost = '(?:付费|自费|收费|有偿|缴费|交费|掏钱)';
const courseEn = '(?:training|courses?|bootcamps?|programmes?|programs?|classes|academy|tuition|workshops?)';

export const loan: Rule = {
	name: 'loan',
	hint: /贷|付费|自费|收费|academy|分期|培训|招转培|课程|学费|实训|训练营|集训|零首付|loan|instal+ment|bootcamp|training|course|programme|program\b|tuition|financ/,
	harmless: [
		/(?:助学|住房|购房|房屋|银行|消费|企业|小微|商业|学生)(?:信贷|贷款)|贷款(?:贴息|业务|审批|风险|违约|产品)|信贷|预训练|带薪(?:培训|岗前培训)|免费(?:岗前)?培训|(?:student|housing|business|mortgage|small-business) loans?|loan (?:default|approval|repayment assistance)|on loan|paid training(?=\b(?! programme| program| course))|pre-?training/g
	],
	pardonClause:
		/谨防|骗局|不以任何形式|拒绝培训贷|严禁|不提供[^，,。；;]{0,6}贷|免费|带薪|费用由(?:单位|公司|医院)|模型|风险评估|never|not offer|scholarship|company pays|hospital pays|free training|employer pays/,
	pardonSentence:
		/谨防|骗局|培训免费|免费[^，,。；;]{0,4}培训|照常发工资|full salary|拒绝培训贷|(?:费用|培训费)由(?:单位|公司|医院|企业)/,
	find: [
		p.all(
			'招转培|培训贷|学贷|贷款(?:学习|培训|上学|入学|参加|报名|报班)|个人贷款(?:支付|缴纳)|(?:培训|学费|课程)[^，,。；;]{0,8}(?:贷款?|分期(?:协议|贷款|还款|扣|从工资))|(?:贷款公司|金融机构|消费金融)[^，,。；;]{0,8}(?:垫付|培训|学费|分期|协议)|零(?:元|首付)(?:入学|学习|培训)|先学后付|(?:就业|上班|上岗|入职|工作)后?(?:再|每月|分期)*(?:还款|偿还|付学费|还)'
		),
		p.all('(?:签订?|入职|就业|上岗|委培|录用)[^。；;]{0,20}培训[^。；;]{0,14}(?:分期|贷款)'),
		p.all(`(?:培训费用?|学费)[^，,。；;]{0,8}从?[^，,。；;]{0,6}工资[^，,。；;]{0,6}(?:扣|抵)`),
		p.all(
			`${course}[^。；;]{0,16}(?:分期|贷款)[^。；;]{0,16}${job}|${job}[，,]?(?:学费|培训费)[^。；;]{0,6}(?:分期|贷款)`
		),
		p.all(`(?:需要?|须|必须|先|前)?[^，,。；;]{0,6}${ownCost}[^，,。；;]{0,10}${course}[^。；;]{0,24}${job}`),
		p.all(
			`${job}[^。；;]{0,8}(?:前|须|需|要)[^。；;]{0,8}(?:${ownCost}[^，,。；;]{0,8}${course}|(?:购买|报名|报)[^，,。；;]{0,8}(?:付费)?(?:课程|培训|实训))`
		),
		p.all(
			`(?:岗前|入职|上岗前?|就业前?|职前)${course}?(?:需|须)?(?:自费|付费|收费|自理)|(?:培训|实训)(?:须|需)?(?:自费|付费)`
		),
		p.all(
			`(?:(?:购买|缴费报)[^，,。；;]{0,6}|(?:报名|报读)[^，,。；;]{0,6}(?:付费|收费|自费)[^，,。；;]{0,3})(?:课程|培训|训练营|实训)[^。；;]{0,16}${job}|(?:报名|报读)[^，,。；;]{0,6}(?:课程|培训|训练营|实训)[^。；;]{0,12}(?:包就业|包分配|保就业|安排工作|推荐高薪[^，,。；;]{0,4})`
		),
		p.all(
			`(?:必须|须|需要?|请)(?:先)?(?:报名|参加|购买|完成)[^，,。；;]{0,8}${ownCost}[^，,。；;]{0,4}${course}|${ownCost}[^，,。；;]{0,4}${course}[^。；;]{0,12}(?:保证|包|推荐|安排)[^，,。；;]{0,4}(?:就业|工作|岗位|上岗)`
		),
		p.all(
			`先(?:交|付|缴)[^，,。；;]{0,10}(?:学费|培训费|课程费)[^。；;]{0,24}${job}|参加${ownCost}${course}`
		),
		p.all(
			`\\b${courseEn}(?: fees?| costs?)?[^.;]{0,25}instal+ments?[^.;]{0,30}(?:work|job|hired|employ\\w+|salary|wages?)|\\b(?:employment|job|position|hired|work)\\b[^.;]{0,20}guarante[^.;]{0,30}(?:paid for|pay for|bought|purchased?)`
		),
		p.all(
			`\\btraining loans?|\\bloans?(?: \\w+){0,4} (?:for|to (?:cover|fund|finance|pay)|covers?) (?:your |the |their |our |mandatory |required )*${courseEn}|\\b(?:enrol\\w*|sign up|register|take|complete|join|buy|purchase|attend)\\b[^.;]{0,12}(?:paid|fee-based|self-funded)[^.;]{0,10}${courseEn}[^.;]{0,20}(?:eligible|hired|employ\\w+|job|position|start)|\\b(?:finance|fund)s? (?:your |the |their )*${courseEn}[\\w ,-]* (?:loan|instal)\\w*|\\bincome[- ]share`
		),
		p.all(
			`\\b${courseEn}(?: costs?| fees?)? (?:are |is |will be )?(?:repaid|paid back|recovered|deducted)[\\w ]* (?:salary|wages?|pay|instal\\w+)`
		),
		p.all(
			`\\b(?:pay|paying|paid) for (?:our |the |your |a )*${courseEn}[\\w ]*(?:first)?,? (?:first|then|before|and)[\\w ,]* (?:job|hired|work|employ\\w+|position)`
		),
		p.all(
			`\\b(?:hired|hiring|employment|employed|job|offer|position|start(?:ing|s)?|joining)\\b[^.;]{0,60}(?:paid|self-funded|self-financed|you pay for|own expense|buy|purchase|fee-based)[^.;]{0,25}${courseEn}`
		),
		p.all(
			`\\b(?:job|offer|employment|position)\\b[^.;]{0,50}${courseEn}[^.;]{0,15}(?:you pay for|at your own (?:cost|expense)|own expense|self-funded)`
		),
		p.all(
			`\\b(?:paid|self-funded|self-financed|buy|purchase|fee-based)[^.;]{0,25} ${courseEn}[^.;]{0,50}(?:before (?:you are hired|employment|joining|starting|hiring)|then (?:get|be)|hired|guarantee)`
		)
	]
};
