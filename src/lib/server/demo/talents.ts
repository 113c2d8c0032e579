// Invents the demo's talents. Pure: the same random source and calendar give the same people. Nobody is real, and
// schools and employers are named in general only.
import type { Degree } from '#lib/listings/types.ts';
import { districts, type District } from '#lib/organizations/types.ts';
import type { EmploymentType, PayUnit } from '#lib/roles/types.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import { demoFields, type DemoField } from '#lib/server/demo/fields.ts';
import type { Random } from '#lib/server/demo/random.ts';
import type { Evidence, Visibility } from '#lib/talents/types.ts';

export type DemoSkill = { skillId: string; level: number; evidence: Evidence; note: string };
export type DemoEntry = {
	kind: 'education' | 'experience';
	position: number;
	place: string;
	title: string;
	fromMonth: string;
	toMonth: string | null;
	text: string;
};
export type DemoTalent = {
	locale: 'zh-CN' | 'en';
	displayName: string;
	headline: string;
	about: string;
	degree: Degree;
	visibility: Visibility;
	wishDistricts: District[];
	wishTypes: EmploymentType[];
	wishPay: number | null;
	wishPayUnit: PayUnit | null;
	wishDaysPerWeek: number | null;
	availableFrom: string;
	skills: DemoSkill[];
	entries: DemoEntry[];
};

/** 120 seen by verified organizations, 40 by everybody, 40 by nobody but whom they apply to. */
const visibilityMix: Visibility[] = [
	...Array<Visibility>(120).fill('verified'),
	...Array<Visibility>(40).fill('public'),
	...Array<Visibility>(40).fill('hidden')
];
const englishShare = 0.2;
const surnames = [...'陈林周吴郑王冯褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛'];
const givenNames = [...'安博晨丹帆歌涵佳凯岚明宁沛琪然舒桐薇晓语泽知'];
const latinNames = [
	'Ada',
	'Ben',
	'Clara',
	'Daniel',
	'Elena',
	'Felix',
	'Grace',
	'Henry',
	'Iris',
	'Jonas',
	'Kai',
	'Lena'
];
/** Where most work is; the rest of the city follows. */
const usualDistricts: District[] = ['jiangbei', 'qixia', 'jiangning', 'gulou', 'xuanwu', 'qinhuai'];

/** What a degree usually means: years of study it took, and the least month pay its holders ask for. */
const stations: Record<Degree, { years: number; pay: number; zh: string; en: string }> = {
	none: { years: 0, pay: 5000, zh: '', en: '' },
	vocational: { years: 3, pay: 6000, zh: '高职', en: 'diploma' },
	bachelor: { years: 4, pay: 9000, zh: '本科', en: 'bachelor' },
	master: { years: 3, pay: 15000, zh: '硕士', en: 'master' },
	doctor: { years: 4, pay: 24000, zh: '博士', en: 'doctorate' }
};

/** The 200 talents, field after field. */
export function inventTalents(random: Random, calendar: Calendar): DemoTalent[] {
	const mix = random.some(visibilityMix, visibilityMix.length);
	const fields = demoFields.flatMap((field) => Array<DemoField>(field.count).fill(field));
	return fields.map((field, index) => invent(field, mix[index]!, random, calendar));
}

function invent(field: DemoField, visibility: Visibility, random: Random, calendar: Calendar): DemoTalent {
	const english = random.chance(englishShare);
	const degree = random.pick(field.degrees);
	const student = random.chance(0.55);
	const focus = random.pick(english ? field.focus.en : field.focus.zh);
	const years = student ? 0 : random.between(1, 8);
	return {
		locale: english ? 'en' : 'zh-CN',
		displayName: name(random, english, student, degree),
		headline: headline(field, degree, student, english, focus),
		about: about(field, years, english, focus),
		degree,
		visibility,
		...wishes(field, degree, student, random, calendar),
		skills: skillsOf(field, degree, years, english, random),
		entries: entriesOf(field, degree, years, english, focus, random, calendar)
	};
}

function name(random: Random, english: boolean, student: boolean, degree: Degree): string {
	if (english) return `${random.pick(latinNames)} ${random.pick([...'CFHLQSTWXYZ'])}.`;
	const surname = random.pick(surnames);
	const title = student ? '同学' : degree === 'doctor' ? '博士' : '老师';
	return random.pick([`${surname}${title}`, `${surname}**`, `${surname}*${random.pick(givenNames)}`]);
}

function headline(
	field: DemoField,
	degree: Degree,
	student: boolean,
	english: boolean,
	focus: string
): string {
	const station = stations[degree];
	if (english) {
		return student ? `${field.major.en} student (${station.en}), ${focus}` : `${field.position.en}, ${focus}`;
	}
	return student ? `${field.major.zh}${station.zh}在读，${focus}` : `${field.position.zh}，${focus}`;
}

function about(field: DemoField, years: number, english: boolean, focus: string): string {
	if (english) {
		return years === 0
			? `I work on ${focus} and look for a place where I can see a whole project through.`
			: `${years} years in the field, lately on ${focus}. I like small teams and clear documents.`;
	}
	return years === 0
		? `目前做${focus}，希望参与一个从头到尾的完整项目。`
		: `从业 ${years} 年，近期主要做${focus}，习惯把过程写成文档。`;
}

function wishes(field: DemoField, degree: Degree, student: boolean, random: Random, calendar: Calendar) {
	const intern = student && field.types.includes('internship');
	const pay = stations[degree].pay + 1000 * random.between(-1, 4);
	const stated = random.chance(0.75);
	return {
		wishDistricts: random.some(random.chance(0.85) ? usualDistricts : districts, random.between(1, 3)),
		wishTypes: intern
			? (['internship'] as EmploymentType[])
			: field.types.filter((type) => type !== 'internship'),
		wishPay: stated ? (intern ? 20 * random.between(6, 14) : pay) : null,
		wishPayUnit: stated ? (intern ? ('day' as const) : ('month' as const)) : null,
		wishDaysPerWeek: intern ? random.between(3, 5) : null,
		availableFrom: calendar.day(random.between(-10, 120))
	};
}

/** Three to ten skills, the core of the field first; longer study and work raise the levels. */
function skillsOf(
	field: DemoField,
	degree: Degree,
	years: number,
	english: boolean,
	random: Random
): DemoSkill[] {
	const count = random.between(3, 10);
	const fromCore = Math.min(field.core.length, Math.ceil(count * 0.65));
	const chosen = [...random.some(field.core, fromCore), ...random.some(field.also, count - fromCore)];
	const base = 1 + (degree === 'doctor' ? 1.3 : degree === 'master' ? 0.8 : 0.3) + Math.min(years, 6) * 0.2;
	return chosen.map((skillId) => {
		const level = Math.max(1, Math.min(4, Math.round(base + random.next() * 1.6 - 0.7)));
		const dice = random.next();
		const evidence: Evidence = dice < 0.62 ? 'stated' : dice < 0.9 ? 'document' : 'verified';
		return { skillId, level, evidence, note: random.pick(notes[english ? 'en' : 'zh'][evidence]) };
	});
}

const notes: Record<'zh' | 'en', Record<Evidence, string[]>> = {
	zh: {
		stated: ['', '', '课程设计', '毕业课题中使用', '组内日常使用'],
		document: ['结课证书', '项目验收报告', '会议论文', '软件著作权'],
		verified: ['平台课程结业', '基地实训考核']
	},
	en: {
		stated: ['', '', 'course project', 'used in my thesis', 'daily use in the group'],
		document: ['course certificate', 'project report', 'conference paper'],
		verified: ['course completed on the platform', 'assessed at a training base']
	}
};

const schools = {
	zh: {
		vocational: '某职业技术学院',
		bachelor: '某理工大学',
		master: '某双一流高校',
		doctor: '某双一流高校',
		none: '某中学'
	},
	en: {
		vocational: 'A vocational college',
		bachelor: 'A technical university',
		master: 'A research university',
		doctor: 'A research university',
		none: 'A secondary school'
	}
};
const employers = {
	zh: ['某脑机接口初创企业', '某三甲医院', '某医疗器械公司', '某研究所', '某高校课题组'],
	en: ['A BCI start-up', 'A teaching hospital', 'A medical device company', 'A research institute']
};

function entriesOf(
	field: DemoField,
	degree: Degree,
	years: number,
	english: boolean,
	focus: string,
	random: Random,
	calendar: Calendar
): DemoEntry[] {
	const language = english ? 'en' : 'zh';
	const station = stations[degree];
	// Study begins in September and ends in June.
	const thisMonth = Number(calendar.month(0).slice(5));
	const graduated = years * 12 + ((thisMonth + 6) % 12);
	const began =
		years === 0 ? ((thisMonth + 3) % 12) + 12 * random.between(0, 2) : graduated + station.years * 12 - 3;
	const education: DemoEntry = {
		kind: 'education',
		position: 0,
		place: schools[language][degree],
		title: english ? `${field.major.en}, ${station.en}` : `${field.major.zh} · ${station.zh}`,
		fromMonth: calendar.month(began),
		toMonth: years === 0 ? null : calendar.month(graduated),
		text: ''
	};
	if (years === 0 && random.chance(0.4)) return [education];
	const experience: DemoEntry = {
		kind: 'experience',
		position: 0,
		place: random.pick(employers[language]),
		title: field.position[language],
		fromMonth: calendar.month(years === 0 ? 8 : graduated - 1),
		toMonth: years === 0 ? calendar.month(4) : null,
		text: english
			? `Worked on ${focus}; wrote it up and handed it over.`
			: `参与${focus}，完成实现、测试与交接文档。`
	};
	return [education, experience];
}
