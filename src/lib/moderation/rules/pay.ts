// Pay that cannot be true, too high, too low or from nothing to anything: false recruiting information, five-department
// notice (2026-01). Asks for a reason.
import { implausiblePay } from '../pay-amounts.ts';
import type { Rule } from '../rule.ts';

export const pay: Rule = {
	name: 'pay',
	hint: /[日月年时天]|薪|工资|收入|赚|暴富|pay|salary|earn|income|rich|money|(?:per|an?) (?:hour|day|week|month)|\/h/,
	harmless: [
		/(?:年|月)?营收|注册资本|经费|安家费|启动(?:经费|资金)|(?:餐|交通|住房|通讯|高温)(?:费|补贴?)[^，,。；;]{0,12}|公司年收入|(?:housing|lunch|meal|travel|transport) allowance|start-?up funding|grant/g
	],
	find: [
		/(?:日|天|周|月|年)(?:入(?!职)|赚|进|收入)[^，,。；;]{0,3}(?:\d{4,}|[一二三四五六七八九十几数上]*[千万]|[\d.]+万|过万|百万)[^，,。；;]{0,6}/g,
		/(?:轻松|稳定|保底)?(?:月入|日入|日赚|时赚)[^，,。；;]{1,8}|躺赚|躺着(?:赚|挣)钱?|稳赚不赔|暴富|一夜暴富|轻松(?:赚钱|过万|月入|日入|年入)|(?:收入|薪资|工资)(?:无上限|上不封顶)|一天(?:几|数|上)千|在家(?:就能|可)?(?:做|赚)[^，,。；;]{0,6}(?:赚|月入)/g,
		/\b(?:get rich|easy money|quick money|passive income|unlimited (?:income|earnings?|pay)|financial freedom|six[- ]figures?[^.;]{0,25}(?:month|week)|guaranteed (?:income|from home))\b[^,.;]{0,12}/g
	],
	measure: implausiblePay
};
