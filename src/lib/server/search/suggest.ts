// Suggestions while somebody types: skills, organizations and titles. Only what anyone may see, nothing about anybody
// who asks, and nothing is written down.
import { dayInNanjing, pick } from '#lib/i18n/text.ts';
import { locale } from '#lib/i18n/locale.ts';
import { listingHref } from '#lib/listings/card.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { longestTyped, type Suggestion, type Suggestions } from '#lib/search/suggestions.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import { columnsOf } from '#lib/server/search/columns.ts';
import { findOrganizations, organizationName } from '#lib/server/search/organization-finder.ts';
import type { Names } from '#lib/server/search/organization-names.ts';
import { skillFrequency } from '#lib/server/search/skill-frequency.ts';
import { isCalled, soundsOf } from '#lib/server/search/sounds.ts';
import { titlesHolding } from '#lib/server/search/titles.ts';
import { termsBeginning } from '#lib/server/search/beginnings.ts';
import { skillDirectory, type SkillEntry } from '#lib/server/skills/directory.ts';
import { fold } from '#lib/text/fold.ts';
import { stem } from '#lib/text/stem.ts';
import { rankingTerms } from '#lib/text/tokens.ts';

const [mostSkills, mostOrganizations, mostTitles] = [5, 3, 5];

/** What may be meant by what was typed so far; empty lists for nothing. */
export async function suggest(app: App, typed: string): Promise<Required<Omit<Suggestions, 'filters'>>> {
	const words = [...typed].slice(0, longestTyped).join('').replace(/\s+/gu, ' ').trim();
	if (words === '') return { skills: [], organizations: [], titles: [] };
	const [skills, organizations, titles] = await Promise.all([
		suggestSkills(app, words),
		suggestOrganizations(app, words),
		suggestTitles(app, words)
	]);
	return { skills, organizations, titles };
}

/** All that was typed, or else its last word with the others before it. */
export function* readings(words: string): Generator<{ before: string; last: string }> {
	yield { before: '', last: words };
	const parted = words.lastIndexOf(' ');
	if (parted > 0) yield { before: words.slice(0, parted), last: words.slice(parted + 1) };
}

/** So many skills that may be meant are looked at. */
const mostMeant = 40;

/** Skills for what was typed, those first that most listings name. */
export async function suggestSkills(app: App, words: string): Promise<Suggestion[]> {
	const [directory, columns] = await Promise.all([skillDirectory(app.db), columnsOf(app.sql)]);
	const frequency = skillFrequency(columns);
	const english = locale() === 'en';
	for (const { before, last } of readings(words)) {
		const folded = fold(last);
		const found = directory
			.suggest(last, mostMeant)
			.map((skill) => ({ skill, distance: distance(skill, folded), frequency: frequency(skill.id) }))
			.sort((a, b) => a.distance - b.distance || b.frequency - a.frequency);
		if (found.length === 0) continue;
		return found.slice(0, mostSkills).map(({ skill: { zh, en } }) => {
			const [text, other] = english ? [en, zh] : [zh, en];
			return { text, also: other === text ? undefined : other, q: before ? `${before} ${text}` : text };
		});
	}
	return [];
}

/** Lower is better: 0 one of its names or the sound of the first, 1 begins its names, 2 another of its names. */
function distance({ zh, en, aliases }: SkillEntry, typed: string): number {
	if (isCalled(zh, typed) || [en, ...aliases].some((name) => fold(name) === typed)) return 0;
	return [fold(zh), fold(en), ...soundsOf(zh)].some((name) => name.startsWith(typed)) ? 1 : 2;
}

async function suggestOrganizations(app: App, words: string): Promise<Suggestion[]> {
	for (const { before, last } of readings(words)) {
		const found = await findOrganizations(app, last, mostOrganizations);
		if (found.length === 0) continue;
		return found.map((names) => ({ ...organizationName(names), organization: names.id, q: before }));
	}
	return [];
}

type Title = {
	id: string;
	kind: ListingKind;
	zh: string | null;
	en: string | null;
	host: Names;
};

/** So many titles are read to choose from. */
const mostRead = 24;

async function suggestTitles(app: App, words: string): Promise<Suggestion[]> {
	const ways = await waysToSay(app, fold(words));
	const ids = ways.length > 0 ? await titlesHolding(app.sql, ways, mostRead) : [];
	if (ids.length === 0) return [];
	const rows = await reader(app.db)<Title[]>`
		select l.id, l.kind, l.title_zh as zh, l.title_en as en,
			json_build_object('zh', o.name_zh, 'en', o.name_en) as host
		from unnest(${ids}::text[]) with ordinality wanted (id, place)
		join listings l on l.id = wanted.id and l.state = 'open' and l.valid_until >= ${dayInNanjing(app.now())}::date
		join organizations o on o.id = l.organization_id and o.verification = 'verified' order by place`;
	return best(rows, fold(words)).map(({ id, kind, zh, en, host }) => ({
		...pick(zh, en),
		kind,
		href: listingHref(kind, id),
		also: organizationName(host).text
	}));
}

/** Titles that begin with what was typed come first, and none twice. */
function best(rows: readonly Title[], folded: string): Title[] {
	const begins = ({ zh, en }: Title) => [zh, en].some((title) => title && fold(title).startsWith(folded));
	const sorted = [...rows].sort((a, b) => Number(begins(b)) - Number(begins(a)));
	const different = new Map(sorted.map((row) => [pick(row.zh, row.en).text, row] as const).reverse());
	return sorted.filter((row) => different.get(pick(row.zh, row.en).text) === row).slice(0, mostTitles);
}

const LAST_LATIN = /(?<![^\s\p{Script=Han}])[a-z][a-z\d]+$/u;

/** Terms that a title must hold, in each way that the last Latin word may go on. A Chinese word goes on by itself. */
async function waysToSay(app: App, folded: string): Promise<string[][]> {
	const unfinished = LAST_LATIN.exec(folded)?.[0];
	const before = unfinished ? folded.slice(0, -unfinished.length) : folded;
	const firm = [...rankingTerms(before).keys()].filter((term) => !term.includes(' '));
	const pairs = firm.filter((term) => !/^\p{Script=Han}$/u.test(term));
	const kept = pairs.length > 0 ? pairs : firm;
	if (!unfinished) return kept.length > 0 ? [kept] : [];
	const ends = new Set([stem(unfinished), ...(await termsBeginning(app.sql, unfinished))]);
	return [...ends].map((end) => [...kept, end]);
}
