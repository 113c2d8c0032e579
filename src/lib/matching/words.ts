// A match in sentences of the reader's language: the whole in one, each need in one. No number is made here.
import { m } from '#lib/i18n/generated/messages.js';
import { locale } from '#lib/i18n/locale.ts';
import { degreeWord, evidenceWord, levelWord } from '#lib/listings/words.ts';
import type { Standing as ChipStanding } from '#lib/skills/standing.ts';
import type { Corrected, KnownGain, NamedSkill, ShownLine, ShownMatch } from './shown.ts';
import type { Standing } from './types.ts';

/** Who reads: the person matched, the organization, or somebody who only picked skills. */
export type Side = 'talent' | 'company' | 'visitor';

/** Names of missing skills a sentence gives before it counts the rest. */
const namedMax = 3;

export const skillName = ({ zh, en }: NamedSkill): string => (locale() === 'en' ? en : zh);

export const skillNames = (skills: readonly NamedSkill[]): string =>
	skills.map(skillName).join(m.common_separator());

/** '5 项要求里满足 3 项，1 项部分满足，缺 C++。' */
export function matchSentence({ required, preferred, lines }: ShownMatch): string {
	const counts = required.total ? required : preferred;
	const relation = required.total ? 'required' : 'preferred';
	const { total, met, partly } = counts;
	const missing = lines
		.filter((line) => line.relation === relation && line.standing === 'missing')
		.map(({ skill }) => skill);
	const names = skillNames(missing.slice(0, namedMax));
	const parts = [
		required.total ? m.matching_sentence_met({ total, met }) : m.matching_sentence_preferred({ total, met }),
		partly ? m.matching_sentence_partly({ count: partly }) : '',
		missing.length > namedMax
			? m.matching_sentence_missing_more({ names, count: missing.length })
			: names && m.matching_sentence_missing({ names })
	];
	return parts.filter(Boolean).join(m.matching_joint()) + m.matching_end();
}

/** By which skill a need got its points, or that nothing of the profile meets it. */
export function reasonText({ via }: ShownLine, side: Side): string {
	const you = side !== 'company';
	if (!via) return noneWords[side]();
	const level = levelWord(via.level);
	if (via.relatedness !== 'same') {
		const related = { skill: skillName(via.skill), level };
		return you ? m.matching_via_related_you(related) : m.matching_via_related_person(related);
	}
	if (side === 'visitor') return m.matching_via_visitor({ level });
	const own = { level, evidence: evidenceWord(via.evidence) };
	const text = you ? m.matching_via_you(own) : m.matching_via_person(own);
	return via.note ? m.matching_via_note({ via: text, note: via.note }) : text;
}

const noneWords: Record<Side, () => string> = {
	talent: m.matching_via_none_you,
	company: m.matching_via_none_person,
	visitor: m.matching_via_none_visitor
};

/** '要求 · 熟练', '加分项'. */
export function needText({ relation, level }: Pick<ShownLine, 'relation' | 'level'>): string {
	const word = relation === 'required' ? m.matching_need_required() : m.matching_need_preferred();
	return level ? `${word} · ${levelWord(level)}` : word;
}

/** What does not fit besides skills, each in a sentence. */
export function misfitTexts(
	{ misfits, degree }: Pick<ShownMatch, 'misfits' | 'degree'>,
	side: Side
): string[] {
	const asked = degreeWord(degree.asked);
	const own = !degree.own || degree.own === 'none' ? m.talents_degree_none() : degreeWord(degree.own);
	return misfits.map((misfit) => {
		if (misfit === 'dates')
			return side === 'company' ? m.matching_misfit_dates_company() : m.matching_misfit_dates();
		if (side === 'company') return m.matching_misfit_degree_company({ asked, own });
		return degree.own === 'none'
			? m.matching_misfit_degree_none({ asked })
			: m.matching_misfit_degree({ asked, own });
	});
}

/** What a course or base adds, for how many roles, and whether its prerequisites are met; what is empty is not said. */
export function gainTexts({ skills, roles, missing }: KnownGain) {
	return {
		closes: m.matching_gain({ names: skillNames(skills) }),
		roles: m.matching_gain_roles({ count: roles }),
		ready: missing.length ? '' : m.matching_gain_ready(),
		missing: missing.length ? m.matching_gain_missing({ names: skillNames(missing) }) : ''
	};
}

const standingWords: Record<Standing, () => string> = {
	met: m.matching_standing_met,
	partly: m.matching_standing_partly,
	missing: m.matching_standing_missing
};
export const matchStandingWord = (standing: Standing): string => standingWords[standing]();

const chips: Record<Standing, ChipStanding> = { met: 'have', partly: 'part', missing: 'lack' };

/** Skill id → how a chip of it looks; a skill both required and preferred counts as required. */
export function chipStandings(lines: readonly ShownLine[]): Record<string, ChipStanding> {
	const standings: Record<string, ChipStanding> = {};
	for (const { skill, standing } of lines) standings[skill.id] ??= chips[standing];
	return standings;
}

/** '已把 C++ 设为熟悉，满足度 48 → 61。' */
export function correctedText({ skill, level, takenBack, before, after }: Corrected): string {
	const name = skillName(skill);
	const done = takenBack
		? m.matching_corrected_back({ name })
		: level === null
			? m.matching_corrected_dropped({ name })
			: m.matching_corrected_set({ name, level: levelWord(level) });
	const moved =
		before === undefined || after === undefined
			? ''
			: before === after
				? m.matching_corrected_same({ after })
				: m.matching_corrected_moved({ before, after });
	return [done, moved].filter(Boolean).join(m.matching_joint()) + m.matching_end();
}
