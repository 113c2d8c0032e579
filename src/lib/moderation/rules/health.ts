// Health as a condition, besides hepatitis B (which is forbidden): Law on Infectious Diseases art. 16, Mental Health
// Law art. 5. Where the work needs it, the reason is asked for.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const illness =
	'(?:传染性?(?:疾?病)?|慢性疾?病|重大疾病|严重疾病|职业病|精神(?:类|性)?(?:疾?病|障碍)|遗传性?(?:疾?病)|家族(?:遗传)?病?|心脏病|高血压|糖尿病|癫痫|艾滋病?|hiv|抑郁症?|焦虑症|皮肤病|肺结核|结核病?|癌症|哮喘|过敏|色盲|色弱|夜盲|近视|基础疾病|基础病|既往病|心脑血管疾?病|腰椎病|肾病|肝病|梅毒|疾病|病史)(?:等|类)?(?:疾病)?(?:病?史)?';
const list = `${illness}(?:[、和及或以]+(?:及|者)?(?:${illness}|[^，,。；;、]{1,8}))*`;
const illnessEn =
	'(?:chronic (?:illness(?:es)?|diseases?|conditions?)|infectious diseases?|mental (?:illness(?:es)?|disorders?|health (?:problems?|issues?|conditions?))|epilepsy|diabetes|depression|hiv|aids|heart (?:disease|conditions?|problems?)|hypertension|asthma|colou?r[- ]?blind(?:ness)?|tuberculosis|cancer|medical conditions?|serious illness(?:es)?|health (?:problems?|issues?|conditions?)|allerg(?:y|ies)|seizures|major diseases?)';

export const health: Rule = {
	name: 'health',
	hint: /健康|病|色盲|色弱|视力|体检|体质|身体|艾滋|癫痫|过敏|近视|抑郁|health|illness|disease|fit\b|medical|colou?r[- ]?blind|hiv|epilep|diabet|eyesight|vision|physical|examination|seizure|history of|depress|disorder|condition/,
	harmless: [
		/乙(?:型)?肝(?:炎)?病毒|(?:免费|年度|定期|每年[^，,。；;]{0,4}|入职)?(?:健康)?体检(?:中心|费用?|福利|报告解读)|年度体检|免费(?:健康)?体检|健康(?:体检(?!报告|证明|表|合格)|管理|数据|监测|保险|中心)|身体健康数据|身心健康(?:，|,)?(?=提供|发展)|关注[^，,。；;]{0,4}健康|职业病防护|health (?:insurance|check|care|informatics|monitoring|data)|mental health (?:research|app|support|services?)|public health|system health|colou?r-blind (?:safe|friendly)/g
	],
	pardonClause: new RegExp(
		`${p.openToAll.source}|研究|研发|产品经理|分析|机制|防控|检测软件|脑电|监护|随访|数据库|不作为|提供心理|annual|company|employees|screening|database|unit data|research|vaccine|models?\\b|palettes|insurance|of your family`
	),
	pardonSentence: new RegExp(`${p.studied.source}|试验|patients take part|our trial`),
	find: [
		p.all(
			'(?<=(?:^|[，,、：:；;.0-9 (（]|要求|应聘者|须|需|者|本人|人员|必须) ?)(?:身体|身心|体质|体格)(?:状况)?(?:素质)?(?:要求|必须|须|应|应当)?(?:健康|良好|强健|较好|好|硬朗|强壮|结实)(?:状况)?(?=$|[，,、；;)）者能可无优状品的]|良好|并|且|及|和)|(?:健康状况|身体状况|身体条件|身体素质)(?:良好|佳|较好|优良|好|符合)'
		),
		p.all(
			`(?:无|没有|不得有|不能有|未患|不患)(?:任何|重大|严重|家族|既往|其他|影响工作的|神经|身心|不良)*(?:[^，,。；;、]{1,6}、)?(?:${list})`
		),
		p.all(
			`(?:有|患有?|曾患)?(?:任何|重大|严重)*(?:${list})(?:患者|病人|感染者|病史|者|的|人员)*${p.within(10)}${p.refused}`
		),
		p.all(`${p.refusing}${p.within(8)}(?:${list})(?:患者)?`),
		p.all(
			'(?:裸眼|矫正|双眼|两眼)[^，,。；;]{0,4}视力[^，,。；;]{0,4}\\d[.．]\\d(?:以上|及以上)?|视力(?:良好|正常|不低于|要求)[^，,。；;]{0,4}'
		),
		p.all(
			'体检(?:必须|须|应|要|需|结果)*(?:合格|通过|达标|正常)|(?:提供|提交|携带|出具)[^，,。；;]{0,10}体检(?:报告|证明|表)|体检不(?:合格|通过|达标)[^，,。；;]{0,8}|(?:入职)?(?:须|需)?通过[^，,。；;]{0,4}体检'
		),
		p.all('(?:听力|视力)[、和](?:听力|视力)(?:均)?(?:正常|良好)'),
		p.all(
			'\\b(?:in )?(?:good|excellent|perfect|sound|great) (?:physical |mental |general |overall )*(?:(?:and|or) (?:physical |mental ))?(?:health|physical condition)\\b(?! (?:care|insurance|data))|\\bphysically (?:and mentally )?(?:fit|healthy)|\\bmentally and physically (?:fit|healthy)|\\b(?:must|should) be (?:healthy|fit)\\b'
		),
		p.all(
			`\\b(?:no|without|free (?:of|from)|not have|not suffer from)(?: an?| any| known| serious| personal| history of| family history of)* ${illnessEn}`
		),
		p.all(
			`\\b(?:with|having|history of|suffering from)(?: an?| any| history of)* ${illnessEn}[^,.;]{0,30}${p.near} ${p.refusedEn}|\\b(?:hiv|aids)[- ]?(?:positive|negative|free|carriers?|patients?)|\\b(?:diabetics|epileptics|asthmatics)${p.near} ${p.refusedEn}|\\b${illnessEn} (?:patients|sufferers|carriers)[^,.;]{0,5}${p.refusedEn}`
		),
		p.all(
			'\\b(?:pass|passing)(?: an?| the| our| pre-employment)* (?:medical|health|physical) (?:examination|exam|check|test|screening)|\\bgood (?:eyesight|vision)|\\b(?:not|never) (?:be )?colou?r[- ]?blind|\\bnormal (?:colou?r )?vision|\\b20/20'
		)
	]
};
