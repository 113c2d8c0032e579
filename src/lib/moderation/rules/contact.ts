// Contact details in a text lead people past the platform, where nobody sees what is asked of them. The place for
// them is the organization's page: Provisions on Online Recruitment (2021). Asks for a reason.
import * as p from '../pieces.ts';
import type { Rule } from '../rule.ts';

const d = '[\\d〇零一二三四五六七八九幺两]';
const chat =
	'(?:微信|薇信|威信|扣扣|钉钉|飞书|(?<![a-z0-9_/=.-])(?:v信|vx|wx|q{2}|whatsapp|telegram|wechat|line|skype|signal))';

export const contact: Rule = {
	name: 'contact',
	hint: /[\d〇一二三四五六七八九]{5}|\d{3}[- ]\d{3}|@|邮箱|微信|薇信|威信|v信|vx|wx|qq|扣扣|钉钉|扫码|\bat\b|whatsapp|telegram|wechat|#/,
	harmless: [
		/https?:\/\/\S+/g,
		/(?:微信|qq|钉钉|飞书)(?:小程序|公众号|生态|登录|音乐|支付|浏览器|、)|wechat (?:mini|pay|official|ecosystem)|doi[: ]*10\.\S+|10\.\d{4,}\/\S+|信用代码[：:]? ?\w+|(?:gb|yy|iso|iec|en|ieee)(?:\/t)? ?[\d.\-:/]+/g
	],
	find: [
		/[a-z0-9._%+-]+ ?(?:@|[（([]at[）)\]]|\(a\)|＠| at (?=[\w-]+ (?:dot|\[dot)))\s?[a-z0-9-]+ ?(?:(?:\.|·|。|点|[（([]dot[）)\]]| dot )\s?[a-z0-9-]+)+/g,
		/[a-z0-9._%+-]{3,} ?# ?[a-z0-9-]+\.(?:com|cn|net|org)/g,
		/(?<![\d.a-z-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d.]|[ ]?(?:元|条|次|个|yuan|samples|hz))/g,
		p.all(`(?:一|幺)[三五七八九]${d.replace('\\d', '')}{9}`),
		/(?<![\d.-])0\d{2,3}[- ]\d{3,4}[- ]?\d{4}(?![\d-])|(?<![\d.-])0(?:10|2\d)\d{8}(?!\d)|(?<![\d-])400[- ]?\d{3,4}[- ]?\d{3,4}(?!\d)|\+\d{1,3}[- ]?\(?\d{2,4}\)?[- ]?\d{3,4}[- ]?\d{3,4}/g,
		p.all(
			`${chat}(?:群|联系|咨询|同号|也可)*(?:(?:[：:是为]|号码?|搜索| is| ?id:?)+ ?@?[a-z0-9_][a-z0-9_-]{4,19}|(?:同号)? ?@?(?=[a-z_-]*[\\d_])[a-z0-9_][a-z0-9_-]{4,19})(?![a-z])`
		),
		p.all(
			`(?:扫码|扫描?二维码)[^，,。；;]{0,4}(?:加|添加|进|入|关注)[^，,。；;]{0,8}|(?:加|添加)[^，,。；;]{0,4}${chat}(?=[，,。；;咨了详进]|$)`
		),
		p.all(
			`\\b(?:add|contact|message|text|reach|dm) (?:me|us|hr)(?: on| at| via| by)? ${chat}\\b|\\b(?:wechat|whatsapp|telegram|line id|skype) ?(?:id)?[:：]? ?@?(?=[\\w]*[\\d_])[a-z0-9_]{5,20}|\\btelegram ?@\\w+`
		)
	]
};
