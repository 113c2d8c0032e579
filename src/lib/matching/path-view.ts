// A pathway in the reader's language: what pages get, so that they carry one language and no code that words it. Pure.
import { m } from '#lib/i18n/generated/messages.js';
import { href, locale } from '#lib/i18n/locale.ts';
import { count, day, pick } from '#lib/i18n/text.ts';
import { listingHref } from '#lib/listings/card.ts';
import type { ListingKind, SkillLevel } from '#lib/listings/types.ts';
import { feeText, periodText, seatsText } from '#lib/listings/words.ts';
import type { Standing as ChipStanding } from '#lib/skills/standing.ts';
import { pathGraph, type PathGraph } from './path-graph.ts';
import type { RolePath, ShownOffer, ShownStep, Way } from './path-shown.ts';
import type { PathwayChoice, Progress } from './pathway.ts';
import type { NamedSkill } from './shown.ts';
import { needText, skillName, skillNames } from './words.ts';

/** A run or period as a line. */
export type OfferLine = {
	id: string;
	kind: ListingKind;
	href: string;
	title: string;
	lang: string | undefined;
	organization: string;
	dates: string;
	/** Free seats or places, and the fee. */
	meta: string[];
	apply: string;
};
export type StepLine = OfferLine & {
	/** What it closes, what it prepares for, where the person stands after it. */
	closes: string;
	prepares: string;
	after: string;
	/** What coverage gains by it, '+15'; '' where nothing or not known. */
	gained: string;
	builds: string;
};
export type WayLine = {
	skill: { id: string; name: string; level: SkillLevel | null };
	/** '要求 · 熟练', '加分项'. */
	asked: string;
	standing: ChipStanding;
	/** Why there is no run to take. */
	none: string;
	offers: OfferLine[];
	more: string;
};
export type PathView = {
	choice: PathwayChoice;
	/** '学 A 和 B：必备 9 项由满足 5 项到 8 项，满足度 48 → 81。', or why there is nothing to do. */
	sentence: string;
	/** '2 步 · 3,000 元 · 2027年6月1日结束'. */
	totals: string;
	standing: { have: NamedSkillLine[]; partly: NamedSkillLine[]; lack: NamedSkillLine[] };
	before: Progress;
	after: Progress;
	graph: PathGraph;
	/** The drawing in words. */
	description: string;
	months: string[];
	steps: StepLine[];
	open: string[];
	ways: WayLine[];
};
export type NamedSkillLine = { id: string; name: string; level: SkillLevel | null };

export function pathView(path: RolePath, today: string): PathView {
	const { choice, before, after, steps } = path;
	const places = new Map(steps.map(({ run }, place) => [run.id, place]));
	const builds = steps.map(({ buildsOn }) => buildsOn.flatMap((id) => places.get(id) ?? []));
	const graph = pathGraph(
		steps.map(({ run }, i) => ({ from: run.from, to: run.to, builds: builds[i]! })),
		today
	);
	const lines = steps.map((step, i) => stepLine(step, steps[i - 1]?.after ?? before, builds[i]!));
	const standing = (word: RolePath['needs'][number]['standing']) =>
		path.needs.filter((need) => need.standing === word).map(({ skill, level }) => skillLine(skill, level));
	return {
		...{ choice, before, after, graph },
		sentence: sentenceOf(path),
		totals: totalsOf(steps),
		standing: { have: standing('met'), partly: standing('partly'), lack: standing('missing') },
		description: descriptionOf(lines, before, after),
		months: graph.months.map(({ day }) => monthText(day)),
		steps: lines,
		open: path.open.map(openText),
		ways: path.ways.map(wayLine)
	};
}

const skillLine = (skill: NamedSkill, level: SkillLevel | null) => ({
	...{ id: skill.id, level },
	name: skillName(skill)
});

const titleOf = ({ card }: ShownOffer) => pick(card.titleZh, card.titleEn);

function offerLine(offer: ShownOffer): OfferLine {
	const { card, run } = offer;
	const title = titleOf(offer);
	const room = card.kind === 'base' ? m.pathway_places_left({ count: run.left }) : seatsText(run.left);
	return {
		...{ id: run.id, kind: card.kind, href: listingHref(card.kind, card.id) },
		...{ title: title.text, lang: title.lang },
		organization: card.organizations.map(({ zh, en }) => pick(zh, en).text).join(' · '),
		dates: periodText(run.from, run.to),
		meta: [
			run.left > 0 ? room : m.listings_state_full(),
			card.kind === 'base' ? '' : feeText(card.fee)
		].filter(Boolean),
		apply: href(`/apply/${card.id}?slot=${run.id}`)
	};
}

function stepLine(step: ShownStep, before: Progress, builds: readonly number[]): StepLine {
	const { coverage } = step.after;
	const gained = coverage !== undefined && before.coverage !== undefined ? coverage - before.coverage : 0;
	const numbers = builds.map((place) => place + 1).join(m.common_separator());
	return {
		...offerLine(step),
		closes: step.closes.length ? m.pathway_closes({ names: skillNames(step.closes) }) : '',
		prepares: step.prepares.length ? m.pathway_prepares({ names: skillNames(step.prepares) }) : '',
		after: coverage === undefined ? '' : m.pathway_after({ count: coverage }),
		gained: gained > 0 ? `+${gained}` : '',
		builds: numbers && m.pathway_builds({ numbers })
	};
}

/** Titles that the sentence names before it counts. */
const namedMax = 3;

function sentenceOf({ steps, before, after, open }: RolePath): string {
	if (steps.length === 0) return open.length ? m.pathway_nothing_offered() : m.pathway_no_gap();
	const titles = steps.slice(0, namedMax).map((step) => m.pathway_quoted({ title: titleOf(step).text }));
	const names =
		steps.length > namedMax
			? m.pathway_names_more({ names: titles.join(m.common_separator()), count: steps.length })
			: listText(titles);
	const isTaught = steps.every(({ card }) => card.kind === 'course');
	const lead = isTaught ? m.pathway_take({ names }) : m.pathway_complete({ names });
	const closed = new Set(steps.flatMap(({ closes }) => closes.map(({ id }) => id))).size;
	const met =
		after.met > before.met
			? m.pathway_met({ total: after.total, from: before.met, to: after.met })
			: m.pathway_met_partly({ count: closed });
	const gained =
		before.coverage === undefined || after.coverage === undefined
			? ''
			: m.pathway_coverage({ from: before.coverage, to: after.coverage });
	return lead + [met, gained].filter(Boolean).join(m.pathway_joint()) + m.pathway_end();
}

/** 'A', 'A 和 B', 'A、B 和 C'. */
function listText(names: string[]): string {
	const last = names.at(-1) ?? '';
	if (names.length < 2) return last;
	return m.pathway_and({ names: names.slice(0, -1).join(m.common_separator()), last });
}

function totalsOf(steps: readonly ShownStep[]): string {
	const last = steps
		.map(({ run }) => run.to)
		.sort()
		.at(-1);
	if (!last) return '';
	const fees = steps.filter(({ card }) => card.kind === 'course').map(({ card }) => card.fee);
	const sum = fees.reduce((total: number, fee) => total + (fee ?? 0), 0);
	const fee = fees.includes(null) ? m.pathway_fee_partly({ amount: feeText(sum) }) : feeText(sum);
	return [m.pathway_steps({ count: steps.length }), fee, m.pathway_ends({ day: day(last) })].join(' · ');
}

function descriptionOf(steps: readonly StepLine[], before: Progress, after: Progress): string {
	const standing = ({ met, total, coverage }: Progress) =>
		coverage === undefined
			? m.pathway_graph_met({ met, total })
			: m.pathway_graph_coverage({ count: coverage });
	const parts = steps.map(({ title, dates, builds, after }, i) =>
		[`${i + 1}. ${title}`, dates, builds, after].filter(Boolean).join(m.pathway_joint())
	);
	return m.pathway_graph({
		now: standing(before),
		steps: parts.join(m.pathway_graph_then()),
		end: standing(after)
	});
}

/** '3月', and in January '2027年'. */
function monthText(date: string): string {
	const month = Number(date.slice(5, 7));
	if (month === 1) return date.slice(0, 4);
	return locale() === 'en' ? day(date, { short: true }).replace(/^\d+ /, '') : `${month}月`;
}

function openText({ skill, reason, prerequisites }: RolePath['open'][number]): string {
	const name = skillName(skill);
	if (reason === 'untaught') return m.pathway_open_untaught({ name });
	if (reason === 'unavailable') return m.pathway_open_unavailable({ name });
	return m.pathway_open_blocked({ name, names: skillNames(prerequisites) });
}

function wayLine({ need, standing, offers, more, isTaught }: Way): WayLine {
	const none = isTaught ? m.pathway_way_full() : m.pathway_way_none();
	return {
		skill: skillLine(need.skill, need.level),
		asked: needText(need),
		standing: standing === 'partly' ? 'part' : 'lack',
		none: offers.length ? '' : none,
		offers: offers.map(offerLine),
		more: more > 0 ? m.pathway_more({ count: count(more) }) : ''
	};
}
