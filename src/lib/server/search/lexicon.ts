// The names by which a query may speak of skills, organizations, places, kinds and levels, in both languages. Read
// from the tree and the rows, and kept for a minute.
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import { listingCorpus, type Corpus } from '#lib/server/search/corpus.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { fold } from '#lib/text/fold.ts';
import { initials, pinyin } from '#lib/text/pinyin.ts';

/** What a name stands for: tags of which a listing must have one. */
export type Meaning = {
	as: 'skill' | 'organization' | 'district' | 'kind' | 'type' | 'degree' | 'mode';
	/** Ids of skills or organizations, else words of their closed lists. */
	values: string[];
	tags: string[];
};

export type Lexicon = {
	/** The longest name that stands at a place of a folded text, and what it means. */
	at(folded: string, place: number): { name: string; meaning: Meaning } | undefined;
	/** What a word of Latin letters means as pinyin or as its initials. */
	sounding(word: string): Meaning | undefined;
	/** All names of a skill, folded: Chinese, English, then the others. */
	namesOf(skill: string): readonly string[];
};

const maxAge = 60_000;
type Kept = { lexicon: Promise<Lexicon>; readAt: number };
const cache = new WeakMap<object, Partial<Record<DocumentKind, Kept>>>();

export function lexiconOf(app: App, corpus: Corpus = listingCorpus): Promise<Lexicon> {
	let kept = cache.get(app.sql);
	if (!kept) cache.set(app.sql, (kept = {}));
	const known = kept[corpus.kind];
	if (known && Date.now() - known.readAt < maxAge) return known.lexicon;
	const lexicon = readLexicon(app, corpus);
	kept[corpus.kind] = { lexicon, readAt: Date.now() };
	lexicon.catch(() => delete kept[corpus.kind]);
	return lexicon;
}

/** Forgets the names, so that the next search reads them anew. */
export function forgetLexicon(app: App): void {
	cache.delete(app.sql);
}

const tagged = (as: Meaning['as'], values: string[], more: string[] = []): Meaning => ({
	as,
	values,
	tags: [...values.map((value) => `${as}:${value}`), ...more]
});

/** Words of the product for kinds, types, levels and places, as people type them. */
const words: ReadonlyArray<[names: string, meaning: Meaning]> = [
	[
		'岗位 职位 工作机会 招聘岗位 job jobs role roles position positions vacancy vacancies',
		tagged('kind', ['role'])
	],
	['课程 公开课 course courses class classes', tagged('kind', ['course'])],
	['基地 实训基地 实习基地 实习实训基地 base bases', tagged('kind', ['base'])],
	[
		'实习 实习生 实习岗位 intern interns internship internships',
		tagged('type', ['internship'], ['kind:base'])
	],
	['全职 正式岗位 full-time fulltime', tagged('type', ['fulltime'])],
	['兼职 part-time parttime', tagged('type', ['parttime'])],
	['博士后 postdoc postdocs postdoctoral', tagged('type', ['postdoc'])],
	['课题负责人 学术带头人 pi principal-investigator', tagged('type', ['principal'])],
	['本科 本科生 学士 bachelor undergraduate', tagged('degree', ['bachelor'], ['level:bachelor'])],
	['硕士 硕士生 研究生 master masters', tagged('degree', ['master'], ['level:master'])],
	['博士 博士生 phd doctorate doctoral', tagged('degree', ['doctor'], ['level:doctor'])],
	['大专 专科 高职 中职 vocational', tagged('degree', ['vocational'], ['level:vocational'])],
	['线上 网课 在线 online', tagged('mode', ['online'])],
	['线下 面授 onsite', tagged('mode', ['onsite'])],
	['江北新区 江北 jiangbei', tagged('district', ['jiangbei'])],
	['鼓楼区 鼓楼 gulou', tagged('district', ['gulou'])],
	['栖霞区 栖霞 qixia', tagged('district', ['qixia'])],
	['玄武区 玄武 xuanwu', tagged('district', ['xuanwu'])],
	['秦淮区 秦淮 qinhuai', tagged('district', ['qinhuai'])],
	['建邺区 建邺 jianye', tagged('district', ['jianye'])],
	['雨花台区 雨花台 雨花 yuhuatai', tagged('district', ['yuhuatai'])],
	['江宁区 江宁 jiangning', tagged('district', ['jiangning'])],
	['浦口区 浦口 pukou', tagged('district', ['pukou'])],
	['六合区 六合 luhe', tagged('district', ['luhe'])],
	['溧水区 溧水 lishui', tagged('district', ['lishui'])],
	['高淳区 高淳 gaochun', tagged('district', ['gaochun'])]
];

/** Words for talents, which mean the same everywhere; then what the wishes of talents may be called. */
const talentWords: typeof words = [
	[
		'人才 候选人 求职者 应聘者 简历 talent talents candidate candidates resume cv',
		tagged('kind', ['talent'])
	],
	...words
		.filter(([, { as }]) => as === 'type' || as === 'degree' || as === 'district')
		.map(([names, { as, values }]) => [names, tagged(as, values)] as [string, Meaning])
];

type Organization = { id: string; zh: string | null; en: string | null };

async function readLexicon(app: App, { kind }: Corpus): Promise<Lexicon> {
	const directory = await skillDirectory(app.db);
	// A profile names schools and employers in its own words.
	const organizations =
		kind === 'talent'
			? []
			: await reader(app.db)<Organization[]>`
		select id, name_zh as zh, name_en as en from organizations where verification = 'verified' order by id`;
	const names = new Map<string, Meaning>();
	const sounds = new Map<string, Meaning>();
	const skillNames = new Map<string, string[]>();
	for (const { id, zh, en } of organizations) {
		for (const name of organizationNames(zh, en)) add(names, name, 'organization', id);
		for (const name of zh ? organizationNames(zh, null) : []) addSounds(sounds, name, 'organization', id);
	}
	for (const [list, meaning] of kind === 'talent' ? talentWords : words) {
		for (const name of list.split(' ')) {
			names.set(fold(name), meaning);
			if (HAN_NAME.test(name)) sounds.set(pinyin(name), meaning);
		}
	}
	for (const { id, zh, en, aliases } of directory.all) {
		const all = [...new Set([zh, en, ...aliases].map(fold))].filter((name) => name.length > 1);
		skillNames.set(id, all);
		for (const name of all) {
			names.set(name, { as: 'skill', values: [id], tags: [`under:${id}`] });
			addSounds(sounds, name, 'skill', id);
		}
	}
	return lexiconFrom(names, sounds, skillNames);
}

function add(into: Map<string, Meaning>, name: string, as: 'skill' | 'organization', id: string): void {
	const known = into.get(name);
	const values = known?.as === as ? [...new Set([...known.values, id])] : [id];
	const prefix = as === 'skill' ? 'under' : as;
	into.set(name, { as, values, tags: values.map((value) => `${prefix}:${value}`) });
}

const HAN_NAME = /^\p{Script=Han}{2,}$/u;
const shortestSound = 2;
/** Initials that stand for more than so many are nobody's. */
const mostSounding = 6;

function addSounds(
	sounds: Map<string, Meaning>,
	name: string,
	as: 'skill' | 'organization',
	id: string
): void {
	if (!HAN_NAME.test(name)) return;
	for (const sound of new Set([pinyin(name), initials(name)])) {
		if (sound.length >= shortestSound) add(sounds, sound, as, id);
	}
}

/** A name without marks of samples, in full and as people shorten it: 南京大学 is 南大. */
export function organizationNames(zh: string | null, en: string | null): string[] {
	const all: string[] = [];
	if (zh) {
		const name = fold(zh).replace(/^示例·/u, '');
		all.push(name);
		const university = /^(\p{Script=Han}{2,10}?大学)/u.exec(name)?.[1];
		if (university) all.push(university, `${university[0]}大`);
	}
	if (en) all.push(fold(en).replace(/ \(sample\)$/u, ''));
	return all.filter((name) => name.length > 1);
}

const isLatin = (character: string | undefined) => character !== undefined && /[a-z0-9]/.test(character);

function lexiconFrom(
	names: ReadonlyMap<string, Meaning>,
	sounds: ReadonlyMap<string, Meaning>,
	skillNames: ReadonlyMap<string, string[]>
): Lexicon {
	const byStart = new Map<string, string[]>();
	for (const name of names.keys()) {
		const start = name.slice(0, 2);
		byStart.set(start, [...(byStart.get(start) ?? []), name]);
	}
	for (const list of byStart.values()) list.sort((a, b) => b.length - a.length);
	const ordered = [...sounds.keys()].sort();
	return {
		at(folded, place) {
			if (isLatin(folded[place]) && isLatin(folded[place - 1])) return undefined;
			const candidates = [
				...(byStart.get(folded.slice(place, place + 2)) ?? []),
				...(byStart.get(folded.slice(place, place + 1)) ?? [])
			];
			const name = candidates.find((known) => standsAt(folded, place, known));
			return name === undefined ? undefined : { name, meaning: names.get(name)! };
		},
		sounding(word) {
			const meaning = sounds.get(word) ?? begunBy(sounds, ordered, word);
			return meaning && meaning.values.length <= mostSounding ? meaning : undefined;
		},
		namesOf: (skill) => skillNames.get(skill) ?? []
	};
}

function standsAt(folded: string, place: number, name: string): boolean {
	if (!folded.startsWith(name, place)) return false;
	const next = folded[place + name.length];
	if (/[+#]/.test(next ?? '') && isLatin(name.at(-1))) return false;
	return !(isLatin(name.at(-1)) && isLatin(next));
}

const shortestBegun = 5;

/** Half a word in pinyin: what it begins, when that is one thing. `ordered` are the sounds by code units. */
function begunBy(
	sounds: ReadonlyMap<string, Meaning>,
	ordered: readonly string[],
	word: string
): Meaning | undefined {
	if (word.length < shortestBegun) return undefined;
	const values = new Set<string>();
	for (let at = firstFrom(ordered, word); ordered[at]?.startsWith(word); at++) {
		const meaning = sounds.get(ordered[at]!)!;
		if (meaning.as === 'skill') for (const value of meaning.values) values.add(value);
	}
	if (values.size === 0 || values.size > mostSounding) return undefined;
	return { as: 'skill', values: [...values], tags: [...values].map((value) => `under:${value}`) };
}

/** The place of the first of ordered words that is not before `word`. */
function firstFrom(ordered: readonly string[], word: string): number {
	let [from, to] = [0, ordered.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (ordered[middle]! < word) from = middle + 1;
		else to = middle;
	}
	return from;
}
