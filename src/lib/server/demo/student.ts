// The demo's student, whose account a visitor can sign in with: a profile as a careful person would fill it.
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { DemoTalent } from '#lib/server/demo/talents.ts';

export function demoStudent(calendar: Calendar): DemoTalent {
	return {
		locale: 'zh-CN',
		displayName: '陈同学',
		headline: '生物医学工程硕士在读，运动想象在线解码',
		about:
			'研二，课题是减少运动想象脑机接口的校准时间。独立搭过一套从采集到光标控制的在线系统，习惯写测试和实验记录。\n\n希望找一份三个月以上、能接触真实用户的实习。',
		degree: 'master',
		visibility: 'verified',
		wishDistricts: ['jiangbei', 'qixia'],
		wishTypes: ['internship'],
		wishPay: 180,
		wishPayUnit: 'day',
		wishDaysPerWeek: 4,
		availableFrom: calendar.day(21),
		skills: [
			{ skillId: 'eeg', level: 3, evidence: 'verified', note: '脑机接口范式实验，平台课程结业' },
			{ skillId: 'motor-imagery', level: 3, evidence: 'document', note: '组会报告与实验记录，12 名受试者' },
			{ skillId: 'common-spatial-pattern', level: 3, evidence: 'stated', note: '自己实现过滤波器组版本' },
			{ skillId: 'python', level: 3, evidence: 'document', note: '开源实验脚本' },
			{ skillId: 'mne-python', level: 3, evidence: 'stated', note: '日常分析' },
			{ skillId: 'digital-signal-processing', level: 2, evidence: 'document', note: '课程成绩单' },
			{ skillId: 'artefact-removal', level: 2, evidence: 'stated', note: '' },
			{ skillId: 'machine-learning', level: 2, evidence: 'document', note: '课程成绩单' },
			{ skillId: 'pytorch', level: 2, evidence: 'stated', note: '复现过两篇脑电网络' },
			{ skillId: 'ssvep', level: 1, evidence: 'stated', note: '' }
		],
		entries: [
			education('某双一流高校', '生物医学工程 · 硕士在读', calendar.month(14), null),
			{
				...education('某理工大学', '电子信息工程 · 本科', calendar.month(62), calendar.month(17)),
				position: 1
			},
			{
				kind: 'experience',
				position: 0,
				place: '某高校课题组',
				title: '运动想象在线系统',
				fromMonth: calendar.month(10),
				toMonth: null,
				text: '负责采集、标注与在线分类，校准时间由二十分钟降到八分钟。'
			},
			{
				kind: 'experience',
				position: 1,
				place: '某医疗器械公司',
				title: '测试实习生',
				fromMonth: calendar.month(20),
				toMonth: calendar.month(18),
				text: '为脑电头环编写信号质量测试脚本，整理缺陷记录。'
			}
		]
	};
}

function education(place: string, title: string, fromMonth: string, toMonth: string | null) {
	return { kind: 'education' as const, position: 0, place, title, fromMonth, toMonth, text: '' };
}
