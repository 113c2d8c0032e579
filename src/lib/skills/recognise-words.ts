// Names of skills that running text also uses in another sense, with what must be there for them to count.
// They stay good names for search; only recognise.ts reads this. Every name here must be one in drizzle/skills.csv.

/**
 * Too general to say that a text is about the skill: they count in a title, or beside another name of the same
 * skill. "Algorithms" alone is a word of every second description.
 */
export const generalNames = [
	'AI',
	'algorithms',
	'演算法',
	'GitHub',
	'GitLab',
	'programming',
	'programming languages',
	'computer programming',
	'编程',
	'编程语言',
	'程序设计',
	'mathematics',
	'数学基础',
	'mathematical foundations',
	'computer science',
	'计算机科学',
	'computer systems',
	'compiler',
	'编译器',
	'concurrency',
	'probability',
	'usability',
	'web applications',
	'command line',
	'命令行',
	'命令行工具',
	'代码优化',
	'data management',
	'数据管理',
	'系统工程',
	'software design',
	'leadership',
	'领导力',
	'科普',
	'sensors',
	'传感器',
	'可视化',
	'功能评定',
	'实验范式'
];

/** Names that count only in a text that also speaks of their subject. */
export const namesOfASubject: { subject: RegExp; names: string[] }[] = [
	{
		// Brain, nerves, medicine. A neural network alone is none of them.
		subject:
			/脑|神经(?!网络|网路)|康复|医|临床|患者|电极|生理|\b(?:brain|neuro\w*|neural(?! net| machine)|eeg|bci|medic\w*|clinic\w*|patient\w*|rehabilitat\w*|electrode\w*|physiolog\w*|prosthe\w*)\b/u,
		names: [
			...['CSP', 'CCA', 'ICA', 'ALS', 'AAC', 'FES', 'TENS', 'VNS', 'SCS', 'TMS', 'DBS', 'FUS', 'ECT', 'IPG'],
			...['MEG', 'DTI', 'ERP', 'HRV', 'GSR', 'LFP', 'PSG', 'LSL', 'MNE', 'RSVP', 'NIRS', 'DTx', 'OCD', 'ASD'],
			...['GCP', 'GLP', 'GMP', 'IRB', 'CRC', 'CRA', 'EDC', 'HTA', 'CAPA', 'QMS', 'UDI', 'FDA'],
			...['Depression', 'Stroke', 'Addiction', 'coma', 'paralysis', '瘫痪', '昏迷'],
			...['空间滤波', 'spatial filtering', 'forward model', 'head model', 'target localization'],
			...[
				'时间同步',
				'time synchronization',
				'signal quality',
				'signal-to-noise ratio',
				'data quality control'
			],
			...['data acquisition system', 'experiment design', '长期稳定性', 'long-term stability', '加速老化'],
			...['accelerated aging', 'accelerated ageing', '脉冲发生器', 'pulse generator'],
			...['市场营销', '市场推广', '产品销售', '渠道管理', '商务拓展', 'business development'],
			...['marketing strategy', 'digital marketing', 'channel management', '细胞培养', 'cell culture']
		]
	},
	{
		subject: /技术|专利|研发|医|脑|technolog|patent|medic/u,
		names: [
			'法务',
			'公司法务',
			'合规法务',
			'合同管理',
			'合同审查',
			'legal counsel',
			'contract management'
		].concat('contract drafting', 'contract review')
	},
	{ subject: /数据|信息|\bdata\b|information/u, names: ['合规管理', 'compliance management'] },
	{ subject: /科研|科技|医|人工智能|脑|research|medic|technolog/u, names: ['伦理学'] },
	{
		subject: /学习|神经网络|人工智能|语言模型|learning|neural|artificial intelligence|language model/u,
		names: [
			...['Transformer', 'attention mechanism', '注意力机制', 'CNN', 'RNN', 'GAN', 'VAE', 'GRU', 'BERT'],
			...['SVM', 'PCA', 'LDA', 'HMM', 'RAG', 'ML']
		]
	},
	{
		subject: /编程|程序|代码|软件|计算机|编译|programm|software|\bcod(?:e|ing)\b|comput|compil/u,
		names: ['Rust', 'Git', 'Flutter', '汇编']
	},
	{ subject: /go ?语言|golang|\bgo (?:programming|language)/u, names: ['Go'] },
	{ subject: /html|css|javascript|前端|front.?end|react(?:\.?js| native)/u, names: ['React'] },
	{
		subject: /管理|领导|\b(?:manag|lead)/u,
		names: [
			'teamwork',
			'团队合作',
			'团队协作',
			'communication skills',
			'沟通能力',
			'沟通协调',
			'职业素养',
			'soft skills'
		]
	},
	{ subject: /机器人|robot/u, names: ['ROS'] },
	{ subject: /芯片|集成电路|版图|\bchip|circuit|vlsi|asic/u, names: ['物理设计', 'physical design'] },
	{ subject: /论文|写作|排版|writing|paper|typeset/u, names: ['LaTeX'] }
];
