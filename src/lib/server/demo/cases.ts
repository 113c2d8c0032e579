// What the demo's internships are made of: who, when, how far, and what everybody wrote. All invented.
import type { Terms } from '#lib/agreements/types.ts';
import type { AgeBand, InternshipSide, Study, Voice } from '#lib/internships/types.ts';

/** How far the agreement is, and the internship with it. */
export type Story = 'drafted' | 'signing' | 'running' | 'amending' | 'finished';

export type DemoWeek = {
	/** Days from today to its Monday; moved to the Monday of that week. */
	inDays: number;
	days: number;
	text: string;
	comment?: { side: InternshipSide; text: string };
};
export type DemoEvaluation = {
	voice: Voice;
	text: string;
	skills: { skillId: string; level: number }[];
};
export type DemoCase = {
	/** Key of the base and which of its periods, or of the role and its first and last day (in days from today). */
	at: { base: string; period: number } | { role: string; fromInDays: number; toInDays: number };
	/** Slug of the school the person comes from. */
	school: string;
	fullName: string;
	/** The name that others see. */
	shownAs: string;
	age: AgeBand;
	study: Study;
	appliedDaysAgo: number;
	story: Story;
	weeks: DemoWeek[];
	evaluations: DemoEvaluation[];
	endedWithJob?: true;
	/** Named to accept too, where the person is under 18. */
	guardian?: string;
};

export const tutorNames: Record<InternshipSide, string> = { host: '周工', school: '李老师' };

const decodingTerms: Terms = {
	tasksZh:
		'参与在线解码器的迭代：采集与标注运动想象数据，复现一种校准方法，写测试与实验报告。由周工带教，每周一次代码评审。',
	tasksEn:
		'Work on the online decoder: record and label motor imagery data, reproduce one calibration method, write tests and a report. Supervised by Ms Zhou, with a code review every week.',
	place: '江北新区示例路 18 号脑机产业园 3 号楼',
	hoursPerWeek: 32,
	insurer: 'host',
	allowance: 4000
};
const testingTerms: Terms = {
	tasksZh: '上午装配与检验头环，下午在测试间为成年志愿者佩戴设备并记录舒适度和信号质量。由产线班长带教。',
	tasksEn:
		'Assembling and checking headbands in the morning; in the afternoon fitting them on adult volunteers in the test room and recording comfort and signal quality. Supervised by the line leader.',
	place: '江北新区示例路 18 号脑机产业园 5 号楼',
	hoursPerWeek: 36,
	insurer: 'host',
	allowance: 3000
};

const calibrationTerms: Terms = {
	...decodingTerms,
	tasksZh:
		'参与校准对照实验：为成年志愿者佩戴电极帽，按方案采集数据并检查质量，做离线分析，每两周汇报一次。由周工带教。',
	tasksEn:
		'Take part in controlled calibration experiments: fit electrode caps on adult volunteers, record to the protocol and check quality, analyse offline, report every two weeks. Supervised by Ms Zhou.'
};
/** By the key of the base or role. */
export const termsOf: Record<string, Terms> = {
	'neural-decoding-base': decodingTerms,
	'wearable-test-base': testingTerms,
	'ningxi-calibration-intern': calibrationTerms
};

const decodingBase = 'neural-decoding-base';
const decoding = { school: 'jinling-bci-school', age: 'adult', study: 'other' } as const;
/** Periods of that base, as the demo's file lists them. */
const [next, past, running] = [0, 2, 3];

export const demoCases: DemoCase[] = [
	{
		...{ ...decoding, at: { base: decodingBase, period: past }, fullName: '程知远', shownAs: '程知远' },
		...{ appliedDaysAgo: 168, story: 'finished' },
		weeks: [
			{
				...{ inDays: -144, days: 4 },
				text: '熟悉采集流程，给 3 位同事戴了电极帽，阻抗都压到 10 kΩ 以下。读完解码器的代码，画了一张数据流图。',
				comment: { side: 'host', text: '数据流图很清楚，已经放进组里的说明文档。' }
			},
			{
				...{ inDays: -116, days: 5 },
				text: '复现了滤波器组共空间模式，离线准确率比基线高 4 个百分点。发现一位受试者的触发信号有 80 ms 偏移，已修正并补了测试。',
				comment: { side: 'school', text: '偏移的排查过程写得很好，期末报告里请单列一节。' }
			},
			{
				...{ inDays: -74, days: 4 },
				text: '在线实验做完 6 人，校准时间由 18 分钟降到 9 分钟。整理了实验报告和可复现的脚本。'
			}
		],
		evaluations: [
			{
				voice: 'host',
				text: '能独立完成一轮在线实验，代码有测试，遇到问题先查数据。希望毕业后再来。',
				skills: [
					{ skillId: 'motor-imagery', level: 3 },
					{ skillId: 'lab-streaming-layer', level: 2 }
				]
			},
			{
				voice: 'school',
				text: '实验报告达到课程要求，运动想象部分的分析扎实。',
				skills: [{ skillId: 'motor-imagery', level: 3 }]
			},
			{
				voice: 'student',
				text: '第一次和产品团队一起做实验，最大的收获是知道了离线指标和真实使用的差别。',
				skills: [{ skillId: 'motor-imagery', level: 3 }]
			}
		]
	},
	{
		...{
			...decoding,
			at: { base: decodingBase, period: past },
			fullName: '林晓',
			shownAs: '林晓',
			endedWithJob: true
		},
		...{ appliedDaysAgo: 165, story: 'finished' },
		weeks: [
			{
				inDays: -137,
				days: 5,
				text: '把实时链路的延迟逐段量了一遍，最慢的一段在重参考，改成增量计算后快了三倍。'
			}
		],
		evaluations: [
			{
				voice: 'host',
				text: '工程能力突出，实习结束后已录用为算法工程师。',
				skills: [{ skillId: 'real-time-decoding', level: 3 }]
			},
			{ voice: 'school', text: '同意单位的评价。', skills: [{ skillId: 'real-time-decoding', level: 3 }] }
		]
	},
	{
		...{ ...decoding, at: { base: decodingBase, period: running }, fullName: '周予安', shownAs: '周*安' },
		...{ appliedDaysAgo: 27, story: 'running', evaluations: [] },
		weeks: [
			{
				...{ inDays: -14, days: 4 },
				text: '完成安全、伦理和保密培训，通过考核。跟着采集了 2 位受试者，学会检查电极和看原始信号。',
				comment: { side: 'host', text: '上手很快。下周开始独立负责一位受试者。' }
			},
			{
				...{ inDays: -7, days: 5 },
				text: '独立采集 3 位受试者，写了自动检查丢包的脚本。疑问：不同日期的数据能不能合在一起校准？',
				comment: { side: 'school', text: '可以先看跨时段迁移的两篇综述，下次见面讨论。' }
			}
		]
	},
	{
		...{
			...decoding,
			at: { base: decodingBase, period: running },
			fullName: 'Maria Keller',
			shownAs: 'Maria K.'
		},
		...{ appliedDaysAgo: 26, story: 'amending', evaluations: [] },
		weeks: [
			{
				...{ inDays: -14, days: 4 },
				text: 'Finished the training on safety, ethics and confidentiality. Set up the stream recorder and logged two pilot sessions.',
				comment: { side: 'host', text: 'Well done. Please note the sampling rate in every file.' }
			}
		]
	},
	{
		...{ ...decoding, at: { base: decodingBase, period: next }, fullName: '沈墨', shownAs: '沈**' },
		...{ appliedDaysAgo: 9, story: 'signing', weeks: [], evaluations: [] }
	},
	{
		...{ ...decoding, at: { base: decodingBase, period: next }, fullName: '陆遥', shownAs: '陆同学' },
		...{ appliedDaysAgo: 6, story: 'drafted', weeks: [], evaluations: [] }
	},
	{
		...{ ...decoding, fullName: '何清越', shownAs: '何同学' },
		at: { role: 'ningxi-calibration-intern', fromInDays: -41, toInDays: 50 },
		...{ appliedDaysAgo: 60, story: 'running' },
		weeks: [
			{
				...{ inDays: -28, days: 4 },
				text: '跟班采集了 4 位志愿者，学会按方案检查阻抗和丢包。把核对清单改成了一页，组里开始用了。',
				comment: { side: 'host', text: '清单很实用。接下来两周可以独立带一位志愿者。' }
			},
			{
				...{ inDays: -14, days: 4 },
				text: '独立完成 6 位志愿者的对照实验，短校准组的准确率低 2 个百分点，时间少 40%。向算法组汇报了一次。',
				comment: { side: 'school', text: '结果整理得清楚，请补上置信区间。' }
			},
			{ inDays: -7, days: 3, text: '补做两位中途退出的志愿者，开始写中期小结。' }
		],
		evaluations: [
			{
				voice: 'host',
				text: '能独立带实验，记录完整，汇报有条理。',
				skills: [
					{ skillId: 'motor-imagery', level: 2 },
					{ skillId: 'eeg', level: 3 }
				]
			}
		]
	},
	{
		...{ at: { base: 'wearable-test-base', period: 0 }, school: 'bailu-vocational-college' },
		...{ fullName: '许若川', shownAs: '许同学', age: '16-17', study: 'vocational', guardian: '许明' },
		...{ appliedDaysAgo: 8, story: 'signing', weeks: [], evaluations: [] }
	}
];

/** The course whose last run is over: how many have completed it, and what became of their certificates. */
export const demoCourse = {
	key: 'cross-subject-decoding',
	certificates: ['offered', 'agreed', 'agreed', 'agreed', 'declined', 'offered'] as const
};
