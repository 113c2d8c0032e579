// Looks, height and photographs: no condition of the work that is posted here. Asks for a reason.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const photo = '(?:照片|近照|生活照|全身照|证件照|免冠照|艺术照|自拍|形象照|半身照|写真)';
const photoEn = '(?:photos?|photographs?|pictures?|headshots?|selfies?)(?! ?(?:editing|processing|archiv))';
const n = '(?:1[.\\d]?\\d{1,2}|一米[五六七八])';

export const looks: Rule = {
	name: 'looks',
	hint: /tattoo|face|形象|气质|五官|颜值|身高|体重|照|相貌|外貌|长相|长得|仪表|容貌|纹身|身材|皮肤|美女|帅哥|漂亮|外形|photo|picture|headshot|selfie|look|attractive|appearance|tall|height|\d ?cm|slim|beautiful|handsome|pretty|figure|weight/,
	harmless: [
		/(?:公司|品牌|企业|人体|产品)形象|形象(?:设计|推广|代言)|(?:产品|设备)外观|照片(?:处理|拍摄|算法|识别)|photo-?(?:detector|diode|lithograph|plethysm|voltaic|nic)\w*|photograph(?:y|er)\b|look(?:ing)? (?:for|after|forward|into|at)|attractive (?:salary|benefits|package|pay)/g
	],
	pardonClause:
		/不看|不限|无需|请勿|不需|不要求|不必|不得|受试者|被试|量表|测量|sdk|算法|识别|处理|拍摄|采集|not (?:include|attach|send|need)|no photo|not by looks|website|no need|do not|don.t|headset/,
	pardonSentence: new RegExp(p.studied.source),
	find: [
		p.all(
			'(?:形象|外形|外貌|长相|相貌|容貌|气质|仪表|仪容|身材|外表|颜值)(?:和|与|、|及|以及)?(?:形象|气质|五官|身材|外形|谈吐|条件)?(?:要|须|要求)?(?:[俱较很甚]?(?:佳|好|良好|端庄|端正|优雅|出众|姣好|甜美|匀称|高|出色|靓丽|漂亮|大方|俊朗|美丽|突出|上乘|尚可|不错))(?:者|的)?'
		),
		p.all(
			'颜值(?:在线|担当|爆表)|五官(?:要)?(?:端正|清秀|精致|端庄)|长得(?:好看|漂亮|帅)|皮肤(?:白皙|好)|身材(?:好|匀称|苗条)|(?:美女|帅哥|靓女)(?!图)'
		),
		p.all(
			`(?:净?身高)(?:要求|不低于|不矮于|须|需|在|达|[：:≥>]|为)*(?:[男女]性?(?:不低于)?)?(?:${n})(?:cm|厘米|公分|米|m)?(?:以上|及以上|左右|之间)?`
		),
		p.all('体重(?:要求|不超过|不高于|须|需|在|[：:<≤]|控制)*\\d{2,3}(?:公斤|kg|斤|千克)?(?:以内|以下|左右)?'),
		p.all(
			`(?:附|附上|贴|发送?|提供|提交|上传|带|寄|须有|需|附带|含)(?:本人|个人|近期|一寸|两寸|彩色|清晰|最近|半身|正面|的|您|一张|\\d张)*${photo}(?:[一二两三\\d]张)?`
		),
		p.all(
			'(?:无|没有|不得有|不能有)(?:明显|可见|任何)*(?:纹身|疤痕|胎记|文身)(?:疤痕|、疤痕)?|须无[^，,。；;]{0,4}纹身'
		),
		p.all(
			`\\b(?:attach|send|include|submit|enclose|provide|upload|with|require[sd]?)\\b(?: us| me| an?| your| recent| current| full-body| full-length| colou?r| passport| clear| personal| the| professional| of)* ${photoEn}`
		),
		p.all(`\\bwithout (?:an? )?(?:\\w+ )?${photoEn}[^,.;]{0,10}${p.refusedEn}`),
		p.all(`\\b${photoEn} (?:is |are )?(?:required|needed|mandatory|requested|a must|compulsory)`),
		p.all(
			'\\b(?:no|without|with) (?:visible )?tattoos?\\b[^,.;]{0,30}|\\b(?:pretty|beautiful) face|\\b(?:good|great|nice)[- ]looking|\\b(?:attractive|pleasant|presentable|beautiful|good|pleasing|charming|pretty|well-groomed)(?: and \\S+)* (?:appearance|looks?|face|figure|features)'
		),
		p.all(
			`\\b(?:attractive|beautiful|pretty|handsome|good-looking|slim|charming) (?:${p.hireNoun}|girls?|boys?|wom[ae]n|m[ae]n|lad(?:y|ies)|hostess(?:es)?)|\\bslim (?:figure|build|body)`
		),
		p.all(
			'\\b(?:at least|over|above|taller than|minimum|not shorter than|min\\.?) ?1[5-9]\\d ?cm(?: tall)?|\\btaller than 1[5-9]\\d|\\b(?:minimum |body )?height ?(?:of|:|is|requirement|at least|above|over|must be)* ?1[.\\d]\\d{1,2} ?(?:cm|m)?(?: or above| and above)?|\\b1[5-9]\\d ?cm (?:tall|or (?:taller|above))|\\b(?:must be|be) tall\\b|\\b(?:body )?weight ?(?:under|below|:|less than|no more than|must be|not exceed\\w*)+ ?\\d{2,3}'
		)
	]
};
