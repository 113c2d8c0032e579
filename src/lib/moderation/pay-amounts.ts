// The amounts of pay in a text, and which of them nobody pays: the thresholds are wide, since principal investigators
// and day jobs both are posted here.
type Period = 'hour' | 'day' | 'week' | 'month' | 'year';
type Span = { from: number; to: number };

/** Plausible pay in whole CNY per period. */
const plausible: Record<Period, [from: number, below: number]> = {
	hour: [8, 1_500],
	day: [50, 4_000],
	week: [300, 30_000],
	month: [1_000, 100_000],
	year: [12_000, 5_000_001]
};
/** Pay of interns and of work that asks for nothing ends earlier, per month. */
const modestMonth = 30_000;
/** A range whose ends are further apart says nothing. */
const widest = 10;
/** CNY for a dollar, roughly. */
const dollar = 7;

const periods: Record<string, Period> = {
	...{ 小时: 'hour', 时: 'hour', 天: 'day', 日: 'day', 周: 'week', 星期: 'week', 月: 'month', 年: 'year' },
	...{
		hour: 'hour',
		hr: 'hour',
		h: 'hour',
		day: 'day',
		week: 'week',
		month: 'month',
		year: 'year',
		annum: 'year'
	},
	...{ hourly: 'hour', daily: 'day', weekly: 'week', monthly: 'month', annual: 'year', yearly: 'year' }
};

const digits = '一二两三四五六七八九';
const number = `(?:\\d[\\d,]*(?:\\.\\d+)?|[${digits}十百]+)`;
const unit = '(?:[万千百wk](?![a-z]))?';
const range = `(?<first>${number}) ?(?<mark>${unit}) ?(?:元|块)?(?: ?(?:-|–|—|~|～|至|到|to) ?(?<second>${number}) ?(?<secondMark>${unit}))?`;
const chinese = new RegExp(
	`(?:(?<keyword>[日时月年周])(?:薪|工资|结|收入|赚|入)|薪(?:资|酬|水|金)|工资|待遇|底薪|收入)(?:范围|待遇|约|为|可达|高达|达|是|:|[日月]|结|[^\\d${digits}.,，。；;]){0,4}${range} ?(?:元|块)?(?:人民币)?(?:(?:\\/|每|一) ?(?<period>小时|时|天|日|周|月|年))?`,
	'g'
);
const bare = new RegExp(`(?<![\\d.])${range} ?(?:元|块) ?(?:\\/|每) ?(?<period>小时|时|天|日|周|月|年)`, 'g');
const monthly = new RegExp(
	`每(?<period>小时|天|日|周|月|年)${range} ?(?:元|块) ?的?(?:工资|薪|报酬|收入)`,
	'g'
);
const english = new RegExp(
	`(?<![\\d.])(?<sign>[$¥])? ?${range} ?(?<coin>yuan|rmb|cny|dollars|usd)? ?(?:(?:an?|per|each|every) ?|\\/ ?)(?<period>hour|hr|day|week|month|year|annum|h)\\b`,
	'g'
);
const englishNamed = new RegExp(
	`\\b(?<keyword>hourly|daily|weekly|monthly|annual|yearly) (?:salary|pay|wages?|income|earnings?)(?: is| of|:| up to| from)* ?(?<sign>[$¥])? ?${range} ?(?<coin>yuan|rmb|cny|dollars|usd)?`,
	'g'
);

const besides =
	/□|补贴|津贴|补助|餐补|奖金|费用?[^，,。；;]{0,4}$|学费|奖学金|单价|套餐|订阅|allowance|subsid|fee|budget|fund|grant|bonus|stipend for/;
const modest = /实习|无需经验|无经验|不限学历|兼职|学生|\binterns?\b|no experience/;

function valueOf(written: string, mark: string): number {
	let value = Number(written.replaceAll(',', ''));
	if (Number.isNaN(value)) value = chineseNumber(written);
	const factor =
		mark === '万' || mark === 'w' ? 10_000 : mark === '千' || mark === 'k' ? 1_000 : mark === '百' ? 100 : 1;
	return value * factor;
}

function chineseNumber(written: string): number {
	let total = 0;
	let current = 0;
	for (const sign of written) {
		if (sign === '十') total += (current || 1) * 10;
		else if (sign === '百') total += (current || 1) * 100;
		current =
			sign === '十' || sign === '百' ? 0 : sign === '两' ? 2 : digits.replace('两', '').indexOf(sign) + 1;
	}
	return total + current;
}

function isImplausible(groups: Record<string, string | undefined>, sentence: string): boolean {
	const { first = '', mark, second, secondMark, sign, coin } = groups;
	const named = periods[groups.period ?? groups.keyword ?? ''];
	// A bare number behind "income" may be anything, a line's number too.
	if (!named && !mark && !secondMark && !second) return false;
	const period = named ?? 'month';
	const rate = sign === '$' || coin === 'dollars' || coin === 'usd' ? dollar : 1;
	const from = valueOf(first, mark || secondMark || '') * rate;
	const to = second ? valueOf(second, secondMark || mark || '') * rate : from;
	const [least, most] = plausible[period];
	if (modest.test(sentence) && period === 'month' && to >= modestMonth) return true;
	return from < least || to >= most || to / from >= widest;
}

/** Where a folded sentence names pay that cannot be meant. */
export function implausiblePay(sentence: string): Span[] {
	const spans: Span[] = [];
	for (const pattern of [chinese, bare, monthly, english, englishNamed]) {
		for (const match of sentence.matchAll(pattern)) {
			const clause = sentence
				.slice(0, match.index)
				.split(/[，,。；;、]/)
				.at(-1)!;
			if (
				besides.test(clause) ||
				besides.test(match[0]) ||
				/^[^，,。；;]{0,2}(?:次|条|样本|samples|%)/.test(sentence.slice(match.index + match[0].length))
			)
				continue;
			if (isImplausible(match.groups ?? {}, sentence))
				spans.push({ from: match.index, to: match.index + match[0].length });
		}
	}
	return spans;
}
