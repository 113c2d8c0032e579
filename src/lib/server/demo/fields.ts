// The fields of work that the demo's invented talents come from: which skills go together, and the words of their
// profiles. Data only; every id is a skill of drizzle/skills.csv (a test checks it).
import type { Degree } from '#lib/listings/types.ts';
import type { EmploymentType } from '#lib/roles/types.ts';

export type DemoField = {
	/** How many of the 200 talents. */
	count: number;
	/** The skills that make the field, most usual first. */
	core: string[];
	/** Skills some of its people also have. */
	also: string[];
	major: { zh: string; en: string };
	position: { zh: string; en: string };
	/** What the people do, to end a headline with. */
	focus: { zh: string[]; en: string[] };
	degrees: Degree[];
	types: EmploymentType[];
};

const study: EmploymentType[] = ['internship', 'fulltime'];
const research: EmploymentType[] = ['fulltime', 'postdoc'];

export const demoFields: DemoField[] = [
	{
		count: 20,
		core: [
			'eeg',
			'python',
			'digital-signal-processing',
			'motor-imagery',
			'artefact-removal',
			'common-spatial-pattern',
			'ssvep',
			'mne-python',
			'machine-learning'
		],
		also: [
			'real-time-decoding',
			'cross-subject-decoding',
			'riemannian-geometry-decoding',
			'p300',
			'matlab',
			'lab-streaming-layer',
			'pytorch',
			'canonical-correlation-analysis'
		],
		major: { zh: '生物医学工程', en: 'Biomedical engineering' },
		position: { zh: '脑电算法实习生', en: 'EEG algorithm intern' },
		focus: {
			zh: ['运动想象在线解码', '稳态视觉诱发电位拼写', '跨被试脑电迁移'],
			en: ['online motor imagery decoding', 'SSVEP spellers', 'transfer between subjects']
		},
		degrees: ['bachelor', 'master', 'master', 'doctor'],
		types: study
	},
	{
		count: 20,
		core: [
			'python',
			'pytorch',
			'deep-learning',
			'machine-learning',
			'transformers',
			'convolutional-neural-networks',
			'self-supervised-learning',
			'eeg'
		],
		also: [
			'neural-foundation-models',
			'multimodal-learning',
			'generative-models',
			'speech-decoding',
			'visual-decoding',
			'gpu-computing',
			'explainable-ai',
			'linux',
			'emotion-recognition'
		],
		major: { zh: '计算机科学与技术', en: 'Computer science' },
		position: { zh: '深度学习算法工程师', en: 'Deep learning engineer' },
		focus: {
			zh: ['神经信号预训练模型', '脑电情绪识别', '多模态脑信号融合'],
			en: [
				'pre-trained models of neural signals',
				'emotion recognition from EEG',
				'fusing several brain signals'
			]
		},
		degrees: ['bachelor', 'master', 'master', 'doctor'],
		types: study
	},
	{
		count: 14,
		core: [
			'cpp',
			'python',
			'linux',
			'git',
			'real-time-systems',
			'lab-streaming-layer',
			'software-engineering',
			'desktop-gui-development'
		],
		also: [
			'backend-development',
			'databases',
			'bci2000',
			'openbci',
			'iec-62304',
			'software-testing',
			'csharp',
			'frontend-development',
			'containers'
		],
		major: { zh: '软件工程', en: 'Software engineering' },
		position: { zh: '脑机软件工程师', en: 'BCI software engineer' },
		focus: {
			zh: ['实时采集软件', '脑机实验平台', '医疗软件测试'],
			en: ['real-time acquisition software', 'experiment platforms', 'testing of medical software']
		},
		degrees: ['bachelor', 'bachelor', 'master'],
		types: ['fulltime', 'internship', 'parttime']
	},
	{
		count: 12,
		core: [
			'flexible-electrodes',
			'photolithography',
			'micro-fabrication',
			'thin-film-deposition',
			'polymer-substrates',
			'electrochemical-characterisation',
			'neural-electrodes'
		],
		also: [
			'flexible-electronics',
			'electrode-coating',
			'mems',
			'conductive-polymers',
			'implant-packaging',
			'microscopy-characterisation',
			'hydrogels',
			'foreign-body-response',
			'microelectrode-array'
		],
		major: { zh: '材料科学与工程', en: 'Materials science' },
		position: { zh: '电极工艺研究助理', en: 'Research assistant, electrode process' },
		focus: {
			zh: ['柔性电极微纳加工', '电极涂层与长期稳定性', '导电水凝胶界面'],
			en: [
				'micro-fabrication of flexible electrodes',
				'coatings and long-term stability',
				'conductive hydrogel interfaces'
			]
		},
		degrees: ['master', 'master', 'doctor'],
		types: research
	},
	{
		count: 12,
		core: [
			'analog-front-end',
			'mixed-signal-ic',
			'eda-tools',
			'low-power-design',
			'analog-electronics',
			'ic-layout-tapeout',
			'neural-asic'
		],
		also: [
			'digital-ic-design',
			'hdl',
			'stimulator-circuits',
			'power-management',
			'rf-design',
			'wireless-power-transfer',
			'on-chip-processing',
			'circuit-analysis'
		],
		major: { zh: '集成电路工程', en: 'Integrated circuits' },
		position: { zh: '模拟芯片设计工程师', en: 'Analogue IC designer' },
		focus: {
			zh: ['低噪声神经采集前端', '低功耗混合信号芯片', '刺激与采集一体芯片'],
			en: ['low-noise neural front ends', 'low-power mixed-signal chips', 'chips that record and stimulate']
		},
		degrees: ['master', 'master', 'doctor'],
		types: ['fulltime', 'internship']
	},
	{
		count: 16,
		core: [
			'microcontrollers',
			'c-language',
			'pcb-design',
			'hardware-debugging',
			'digital-electronics',
			'fpga',
			'hardware-interfaces'
		],
		also: [
			'hdl',
			'rtos',
			'embedded-linux',
			'rf-design',
			'wireless-telemetry',
			'emc-testing',
			'analog-electronics',
			'sensors',
			'wearable-eeg',
			'power-management'
		],
		major: { zh: '电子信息工程', en: 'Electronic engineering' },
		position: { zh: '嵌入式硬件工程师', en: 'Embedded hardware engineer' },
		focus: {
			zh: ['便携脑电放大器', 'FPGA 实时处理', '可穿戴低功耗硬件'],
			en: ['portable EEG amplifiers', 'real-time processing on FPGA', 'low-power wearables']
		},
		degrees: ['vocational', 'bachelor', 'bachelor', 'master'],
		types: study
	},
	{
		count: 9,
		core: [
			'tms',
			'tdcs',
			'stimulation-safety',
			'dbs',
			'closed-loop-neuromodulation',
			'neurophysiology',
			'stimulation-targeting'
		],
		also: [
			'temporal-interference',
			'adaptive-dbs',
			'focused-ultrasound',
			'neurofeedback',
			'local-field-potential',
			'stimulation-programming',
			'depression',
			'head-volume-conductor-models'
		],
		major: { zh: '神经工程', en: 'Neural engineering' },
		position: { zh: '神经调控研发工程师', en: 'Neuromodulation engineer' },
		focus: {
			zh: ['闭环刺激策略', '无创深部刺激', '刺激安全评估'],
			en: ['closed-loop stimulation', 'non-invasive deep stimulation', 'safety of stimulation']
		},
		degrees: ['master', 'master', 'doctor'],
		types: research
	},
	{
		count: 12,
		core: [
			'robotics',
			'control-theory',
			'exoskeletons',
			'robot-kinematics',
			'actuators-drives',
			'cpp',
			'emg'
		],
		also: [
			'motion-capture',
			'cad-modelling',
			'haptics',
			'soft-robotics',
			'prosthesis',
			'hand-rehabilitation-devices',
			'finite-element-simulation',
			'robotic-arm',
			'additive-manufacturing'
		],
		major: { zh: '机械电子工程', en: 'Mechatronics' },
		position: { zh: '康复机器人工程师', en: 'Rehabilitation robotics engineer' },
		focus: {
			zh: ['下肢外骨骼控制', '肌电意图识别', '手功能康复设备'],
			en: ['control of leg exoskeletons', 'intention from EMG', 'devices for hand rehabilitation']
		},
		degrees: ['bachelor', 'master', 'master'],
		types: study
	},
	{
		count: 10,
		core: [
			'motor-rehabilitation',
			'rehabilitation-assessment',
			'physical-occupational-therapy',
			'stroke',
			'bci-rehabilitation-training',
			'functional-electrical-stimulation'
		],
		also: [
			'gait-balance-training',
			'cognitive-rehabilitation',
			'speech-therapy',
			'spinal-cord-injury',
			'hand-rehabilitation-devices',
			'tms',
			'home-rehabilitation'
		],
		major: { zh: '康复治疗学', en: 'Rehabilitation therapy' },
		position: { zh: '康复治疗师', en: 'Rehabilitation therapist' },
		focus: {
			zh: ['卒中上肢康复', '脑机训练方案', '居家康复指导'],
			en: ['upper limbs after stroke', 'plans of BCI training', 'rehabilitation at home']
		},
		degrees: ['vocational', 'bachelor', 'bachelor', 'master'],
		types: ['fulltime', 'parttime']
	},
	{
		count: 9,
		core: [
			'clinical-eeg-emg',
			'eeg',
			'epilepsy',
			'electrode-placement',
			'clinical-neurophysiology',
			'neuroanatomy'
		],
		also: [
			'seeg',
			'intraoperative-neuromonitoring',
			'sleep-medicine',
			'seizure-detection',
			'signal-quality-assessment',
			'preoperative-planning',
			'disorders-of-consciousness'
		],
		major: { zh: '临床医学', en: 'Clinical medicine' },
		position: { zh: '神经电生理医师', en: 'Physician, clinical neurophysiology' },
		focus: {
			zh: ['癫痫术前评估', '长程视频脑电', '术中神经监测'],
			en: ['evaluation before epilepsy surgery', 'long-term video EEG', 'intra-operative monitoring']
		},
		degrees: ['bachelor', 'master', 'doctor'],
		types: ['fulltime', 'postdoc']
	},
	{
		count: 9,
		core: [
			'gcp',
			'clinical-trial-operations',
			'informed-consent',
			'clinical-trial-design',
			'ethics-review',
			'clinical-data-management'
		],
		also: [
			'biostatistics',
			'medical-writing',
			'r-language',
			'research-participant-protection',
			'clinical-evaluation',
			'project-management'
		],
		major: { zh: '公共卫生', en: 'Public health' },
		position: { zh: '临床研究协调员', en: 'Clinical research coordinator' },
		focus: {
			zh: ['器械临床试验执行', '试验统计与数据管理', '受试者招募随访'],
			en: ['running device trials', 'trial statistics and data', 'recruitment and follow-up']
		},
		degrees: ['bachelor', 'bachelor', 'master'],
		types: ['fulltime', 'internship']
	},
	{
		count: 7,
		core: [
			'pipl',
			'neural-data-anonymisation',
			'data-security-law',
			'bci-ethics-guideline',
			'data-classification',
			'neuroethics'
		],
		also: [
			'health-data-compliance',
			'neural-data-security',
			'neurorights',
			'ethics-review',
			'information-security',
			'contracts-law',
			'gdpr',
			'human-genetic-resources'
		],
		major: { zh: '法学（科技法方向）', en: 'Law and technology' },
		position: { zh: '数据合规专员', en: 'Data protection officer' },
		focus: {
			zh: ['脑数据去标识', '研究伦理材料', '跨机构数据共享'],
			en: ['de-identifying brain data', 'ethics applications', 'sharing data between institutions']
		},
		degrees: ['bachelor', 'master'],
		types: ['fulltime', 'parttime', 'internship']
	},
	{
		count: 10,
		core: [
			'iso-13485',
			'iso-14971',
			'nmpa-registration',
			'product-technical-requirements',
			'iec-60601',
			'design-control'
		],
		also: [
			'innovative-device-procedure',
			'clinical-evaluation',
			'internal-audit-capa',
			'iec-62304',
			'emc-testing',
			'biological-evaluation',
			'device-classification',
			'ce-mdr',
			'medical-writing'
		],
		major: { zh: '药事管理与器械法规', en: 'Regulatory science' },
		position: { zh: '注册法规工程师', en: 'Regulatory affairs engineer' },
		focus: {
			zh: ['三类器械注册', '质量体系建设', '植入器械检测'],
			en: ['registration of class III devices', 'building quality systems', 'testing of implants']
		},
		degrees: ['bachelor', 'bachelor', 'master'],
		types: ['fulltime']
	},
	{
		count: 9,
		core: [
			'single-unit-recording',
			'spike-sorting',
			'animal-models',
			'neurophysiology',
			'animal-ethics',
			'python',
			'local-field-potential'
		],
		also: [
			'calcium-imaging',
			'neural-population-dynamics',
			'michigan-probe',
			'utah-array',
			'optogenetics',
			'histology',
			'matlab',
			'high-channel-count-acquisition',
			'movement-decoding'
		],
		major: { zh: '神经生物学', en: 'Neurobiology' },
		position: { zh: '电生理研究助理', en: 'Research assistant, electrophysiology' },
		focus: {
			zh: ['清醒动物多通道记录', '运动皮层群体解码', '植入界面组织反应'],
			en: [
				'recording from awake animals',
				'population decoding in motor cortex',
				'tissue response to implants'
			]
		},
		degrees: ['master', 'doctor', 'doctor'],
		types: research
	},
	{
		count: 8,
		core: [
			'neural-mass-models',
			'differential-equations',
			'python',
			'whole-brain-simulation',
			'fmri',
			'brain-connectivity'
		],
		also: [
			'digital-twin-brain',
			'diffusion-mri',
			'spiking-neural-networks',
			'neuron-models',
			'parallel-computing',
			'brain-inspired-chips',
			'julia',
			'cognitive-modelling',
			'neuroimaging-toolkits'
		],
		major: { zh: '应用数学', en: 'Applied mathematics' },
		position: { zh: '脑模型研究助理', en: 'Research assistant, brain models' },
		focus: {
			zh: ['个体化脑网络模型', '脉冲神经网络', '功能磁共振连接分析'],
			en: ['individual brain network models', 'spiking neural networks', 'connectivity in fMRI']
		},
		degrees: ['master', 'doctor', 'doctor'],
		types: research
	},
	{
		count: 9,
		core: [
			'product-management',
			'ux-design',
			'consumer-wearables',
			'attention-training',
			'wearable-eeg',
			'human-computer-interaction'
		],
		also: [
			'game-engine-development',
			'virtual-reality',
			'sleep-aid',
			'neurofeedback',
			'iec-62366',
			'bci-gaming',
			'mobile-development',
			'psychology',
			'marketing-sales'
		],
		major: { zh: '应用心理学', en: 'Applied psychology' },
		position: { zh: '产品经理', en: 'Product manager' },
		focus: {
			zh: ['头环类消费产品', '注意力训练应用', '沉浸交互体验'],
			en: ['consumer headbands', 'attention training', 'immersive interaction']
		},
		degrees: ['bachelor', 'bachelor', 'master'],
		types: ['fulltime', 'internship']
	},
	{
		count: 9,
		core: [
			'electrode-placement',
			'electrode-impedance',
			'electronics-assembly',
			'signal-quality-assessment',
			'device-maintenance',
			'eeg'
		],
		also: [
			'neural-data-annotation',
			'medical-device-gmp',
			'wet-semi-dry-electrodes',
			'exoskeletons',
			'clinical-application-support',
			'hardware-debugging',
			'orthoses-fitting'
		],
		major: { zh: '医疗器械维护与管理', en: 'Medical device maintenance' },
		position: { zh: '设备技术员', en: 'Equipment technician' },
		focus: {
			zh: ['脑电采集与佩戴', '设备装配调试', '院内设备维护'],
			en: ['recording EEG', 'assembly and testing', 'maintenance in hospitals']
		},
		degrees: ['vocational', 'vocational', 'vocational', 'bachelor'],
		types: ['fulltime', 'internship', 'parttime']
	},
	{
		count: 5,
		core: ['technology-transfer', 'patents', 'industry-research', 'project-management', 'investment'],
		also: [
			'intellectual-property',
			'government-grants',
			'proof-of-concept-pilot-production',
			'market-access',
			'medical-insurance-pricing',
			'entrepreneurship'
		],
		major: { zh: '技术经济与管理', en: 'Technology management' },
		position: { zh: '技术经理人', en: 'Technology manager' },
		focus: {
			zh: ['高校成果转化', '医疗器械早期投资', '园区企业服务'],
			en: ['transfer from universities', 'early investment in devices', 'services for companies of a park']
		},
		degrees: ['bachelor', 'master'],
		types: ['fulltime', 'parttime']
	}
];
