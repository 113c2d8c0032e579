// The pieces rules are put together from: who is wanted, who is refused, what is preferred, and what takes a limit
// back. Patterns see folded text (see reading.ts).

/** Anything within a clause, at most `n` characters. */
export const within = (n: number) => `[^，,。；;!?！？：:]{0,${n}}?`;

/** The same in English, where words are longer. */
export const near = '[^,.;:]{0,40}?';

/** Puts alternatives together. */
export const any = (...parts: string[]) => `(?:${parts.join('|')})`;

export const all = (source: string) => new RegExp(source, 'g');

const fill =
	'(?:者|的|为|是|招|有|一名|[\\d一二两三四五六七八九十]+[名位个]|若干|年轻|优秀|应届|具有?|具备|持有?|本科|健康)*';

/** "只招", "仅限", "要求为": directly before the people who are wanted. */
export const wanted = any(
	'(?:仅|只|必须|必需|需要?|须|要求|限定?|应当?|应聘者|候选人|求职者|一律|全部)(?:仅|只)?(?:限|招聘?|要|收|考虑|接受|接收|录用|面向|需|聘|为|是|须|由|欢迎|对)*',
	'(?<![没])限(?:招|定|于)?',
	'建议|诚?急?(?:招聘|招募|招收|诚招|急招|诚聘|急聘|招)',
	'寻找?',
	'优先(?:考虑|录用|招收|录取|选择)'
);
export const wantedThen = wanted + fill;

/** "勿扰", "不予录用": after the people who are refused. */
export const refused = any(
	'(?:一律|暂|恕|概|均)?(?:请|敬请)?(?:自觉)?勿|(?:请)?(?:慎重|谨慎)(?:投递?|报名|应聘|考虑)|恕不|不在考虑|无法(?:胜任|录用|接收|考虑)',
	'绕道|绕行|止步|免谈|免投|免进|免扰|慎投|慎入|谢绝|回避|请走开|不用投|不用来',
	'(?:一律|暂时?|恕|概|均|暂且)?不(?:要|招|收|录|考虑|予|接受|接收|适合|合适|建议|适宜|宜|方便|便|聘|雇|能胜任|符合|合格|招收)',
	'别(?:投|来)|不(?:能|可以|准|许)(?:报名|应聘|投递|申请|参加)|不得(?:报|应聘|投)|不可(?:报|应聘|投)|免(?:应聘|报)|除外|拒绝?(?:录用|接收)'
);

/** "不招", "谢绝": before the people who are refused. */
export const refusing = any(
	'(?:不|暂不|恕不|拒|拒绝|一律不|坚决不|概不|不能|无法)(?:招聘?|招收|要|收|录用|录取|接受|接收|考虑|欢迎|聘用|聘|雇用?|吸纳|予录用|招收|用|面向)',
	'谢绝|拒招|拒收|禁招|拒绝|排除'
);

/** "优先", "为佳": after the people who are preferred. */
export const preferred = any(
	'(?:会|将|可)?(?:获得|享有)?优先',
	'为佳|为宜|最佳|更佳|尤佳|佳|为主|加分|更合适|更适合|最好(?!的)|从优'
);

/** What opens a clause to everybody again. */
export const openToAll =
	/不限|不受限|不作(?:要求|限制|为)|不做(?:要求|限制)|不分|不论|无论|不因|不看|不问|不询问|不得(?:以|因|限|要求|歧视|询问|向|收|设|将|拒)|严禁|禁止|不设|不以|不考虑.{0,6}因素|没有.{0,4}(?:限制|要求)|无.{0,4}(?:限制|要求)|不要求|不限制|不歧视|歧视|一视同仁|平等|均可|皆可|都可|都行|均欢迎|都欢迎|一样欢迎|同样欢迎|欢迎不同|各族|任何人|抵制|反对|regardless|irrespective|without regard|discriminat|equal(?:ly)?\b|never ask|not ask|no preference|play no role|plays no role|no (?:\w+ )?(?:limits?|restrictions?|requirements?)\b|does not matter|do not matter|diverse|of all|of any (?:age|gender|sex|background|race|faith|ethnic|nationality|origin|belief)|all gender|any gender|everyone|everybody/;

/** People who take part in a study, never people who are hired. */
export const studied =
	/受试者|被试|入组|纳入标准|排除标准|入选标准|志愿者|参与者|样本|队列|participants?\b|subjects?\b|volunteers?\b|cohorts?\b|enrol+s?\b|inclusion criteria|exclusion criteria/;

export const hireNoun =
	'(?:candidates?|applicants?|applications?|people|persons?|employees?|workers?|students?|graduates?|staff|engineers?|interns?|teachers?|speakers?|job ?seekers?|individuals?|talents?|users?|residents?|assistants?|receptionists?|coordinators?|secretar(?:y|ies)|nurses?|hires?|colleagues?|operators?|technicians?|researchers?)';

/** "need not apply", "will not be considered": after the people who are refused. */
export const refusedEn = any(
	'(?:need|should|must|may|can|do|please do|shall) ?not (?:apply|be considered|contact)',
	'(?:need|should|must|may|can)(?:n.t) (?:apply|be considered)',
	'(?:will not|won.t|cannot|can.t|shall not|are not|is not|not|never) (?:be )?(?:considered|hired|accepted|employed|eligible|suitable|welcome|recruited|taken|allowed|permitted|shortlisted|interviewed)',
	'(?:are|is|will be) (?:automatically )?(?:excluded|rejected|ineligible|unsuitable|disqualified|declined|turned down|ignored|screened out|filtered out)',
	'(?:please |so )*do not apply|please (?:skip|look elsewhere|refrain)'
);
/** "we do not hire": before the people who are refused. */
export const refusingEn = any(
	'(?:do not|don.t|cannot|can.t|will not|won.t|not|never|unable to) (?:currently )?(?:hire|accept|employ|recruit|consider|take|want|interview|welcome)(?: any| anyone| anybody| people| persons| applications| applicants| candidates)*(?: from| with| of| who are| who is| who have)*',
	"(?:do not|don't|please don't|not) apply (?:if you (?:are|have)|when)(?: an?)?",
	'(?:not|un)[- ]?(?:suitable|suited|appropriate|open|fit)(?:able)? (?:for|to)',
	'(?<=(?:^|[,;:.!]|sorry,?) ?)no(?: one| body| people| persons?| applicants?| candidates?)?(?: with| over| from| who are| who have)?'
);
export const preferredEn = any(
	'(?:are |is |will be |strongly |highly |much )*(?:preferred|prefered|favou?red|prioriti[sz]ed|an advantage|a plus|ideal|desired|desirable|required|mandatory|needed|essential|a must)',
	'(?:are |is |will be )?(?:given|receive|get|have|enjoy) (?:\\w+ )?(?:preference|priority)',
	'(?:come|comes) first'
);
export const preferringEn = any(
	'prefer(?:s|red|ably)?(?: to (?:hire|recruit|employ|work with|have)| hiring)?',
	'(?:best |better |more |most |particularly |ideally )?(?:suited|suitable|fit) (?:to|for)',
	'preference (?:is |will be )?(?:given )?(?:for|to)',
	'priority (?:is |will be )?(?:given )?(?:for|to)',
	'favou?r(?:s|ing)?'
);
const article =
	'(?: an?| the| some| any| our| \\d+| young| practi[sc]ing| strictly| only| currently| one| two| three)*';
/** "must be", "we are looking for": before the people who are wanted. */
export const wantedEn =
	any(
		'(?:must|should|shall|has to|have to|needs? to|ought to) (?:all )?(?:be|identify as|come from)',
		'(?:only|solely|exclusively)(?: for| open to| hire| hiring| (?:candidates?|applicants?|people|persons?|students?)(?: of| from| with| who are)?| from| accept| accepting| recruit| recruiting| consider| considering| to)?',
		'(?:looking|searching) (?:only )?for|seek(?:ing|s)?|hiring|recruit(?:ing|s)?|we (?:need|want)|wanted:?|candidate (?:is|(?:will|should|must|would) be)|require(?:s|d)?:?|we (?:only |just )?(?:hire|accept|recruit|take|employ)(?: only)?(?: from)?|limited to|restricted to|reserved for|open (?:only )?to'
	) + article;
