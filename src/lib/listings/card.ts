// A listing as a row of a list. The server reads cards and turns each into a line in the reader's language; the
// browser receives only the lines, so that a list carries neither both languages nor the code that words them.
import type { CourseMode, CourseType, StudyLevel } from '#lib/courses/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { href, locale } from '#lib/i18n/locale.ts';
import { day, daysBetween, pick } from '#lib/i18n/text.ts';
import {
	allowanceText,
	benefitWord,
	courseTypeWord,
	daysLeftText,
	degreeWord,
	districtWord,
	employmentWord,
	feeText,
	modeWord,
	payText,
	placesText,
	seatsText
} from '#lib/listings/words.ts';
import {
	expiringDays,
	type Degree,
	type ListingKind,
	type ListingState,
	type SkillLevel,
	type SkillRelation
} from '#lib/listings/types.ts';
import type { Standing } from '#lib/skills/standing.ts';
import type { District } from '#lib/organizations/types.ts';
import type { Benefit, EmploymentType, PayUnit } from '#lib/roles/types.ts';

export type CardSkill = {
	id: string;
	zh: string;
	en: string;
	relation: SkillRelation;
	level: SkillLevel | null;
};
export type CardOrganization = { slug: string; zh: string | null; en: string | null; verified: boolean };

/** Fields of a kind are null in listings of another kind. */
export type ListingCard = {
	id: string;
	/** Grows with every edit, of what a card does not hold too. */
	version: number;
	kind: ListingKind;
	titleZh: string | null;
	titleEn: string | null;
	district: District | null;
	state: ListingState;
	/** Days until the last day on which it counts (validity or end of admission); negative when it has passed. */
	daysLeft: number | null;
	/** Who publishes it, then the partners of a base that have confirmed. */
	organizations: CardOrganization[];
	/** What a role asks for; what a course or base gives. At most six. */
	skills: CardSkill[];
	employmentType: EmploymentType | null;
	payFrom: number | null;
	payTo: number | null;
	payUnit: PayUnit | null;
	payMonths: number | null;
	headcount: number | null;
	degree: Degree | null;
	daysPerWeek: number | null;
	lengthMonths: number | null;
	mayStay: boolean | null;
	benefits: Benefit[] | null;
	courseType: CourseType | null;
	studyLevel: StudyLevel | null;
	mode: CourseMode | null;
	hours: number | null;
	fee: number | null;
	allowance: number | null;
	/** The next run or period that has not ended. */
	nextFrom: string | null;
	nextTo: string | null;
	/** Free and all seats or places of the runs or periods that have not ended; null without any. */
	left: number | null;
	all: number | null;
};

export type LineSkill = { id: string; name: string; level: SkillLevel | null };

/** A skill in a row, and how the person who looks stands to it. */
export type LineChip = [name: string, level: SkillLevel | null, standing?: Standing];

/** What ListingRow shows: words only. `lang` says so where a text is not in the reader's language. */
export type ListingLine = {
	id: string;
	kind: ListingKind;
	href: string;
	title: string;
	lang: string | undefined;
	organization: string;
	verified: boolean;
	meta: string[];
	/** How soon it ends, when that is soon; or that it has ended. */
	soon: string | undefined;
	/** Pay, fee or allowance. */
	pay: string;
	/** Short, because a page holds a hundred of them. */
	skills: LineChip[];
};

const folders: Record<ListingKind, string> = { role: 'roles', course: 'courses', base: 'bases' };

/** Address of a listing's page, in the reader's language. */
export function listingHref(kind: ListingKind, id: string): string {
	return href(`/${folders[kind]}/${id}`);
}

/** The card in the reader's language; `standings` by the ids of skills. */
export function listingLine(card: ListingCard, standings?: Readonly<Record<string, Standing>>): ListingLine {
	const title = pick(card.titleZh, card.titleEn);
	return {
		id: card.id,
		kind: card.kind,
		href: listingHref(card.kind, card.id),
		title: title.text,
		lang: title.lang,
		organization: card.organizations.map(({ zh, en }) => pick(zh, en).text).join(' · '),
		verified: card.organizations[0]?.verified ?? false,
		meta: [card.district ? districtWord(card.district) : '', ...kindMeta[card.kind](card)].filter(Boolean),
		soon: soonText(card),
		pay: payOf(card),
		skills: chips(card.skills, standings)
	};
}

function chips(skills: readonly CardSkill[], standings?: Readonly<Record<string, Standing>>): LineChip[] {
	const english = locale() === 'en';
	return skills.map(({ id, zh, en, level }) => {
		const name = english ? en : zh;
		const standing = standings?.[id];
		return standing ? [name, level, standing] : [name, level];
	});
}

export function lineSkills(skills: readonly CardSkill[]): LineSkill[] {
	const english = locale() === 'en';
	return skills.map(({ id, zh, en, level }) => ({ id, name: english ? en : zh, level }));
}

/** Its last days in words; undefined while there is time. */
export function soonText({ state, daysLeft }: Pick<ListingCard, 'state' | 'daysLeft'>): string | undefined {
	if (state === 'closed' || (daysLeft !== null && daysLeft < 0)) return m.listings_state_closed();
	return daysLeft !== null && daysLeft <= expiringDays ? daysLeftText(daysLeft) : undefined;
}

/** Pay of a role, fee of a course, allowance of a base. */
export function payOf({ kind, payFrom, payTo, payUnit, payMonths, fee, allowance }: ListingCard): string {
	if (kind === 'role') return payText({ from: payFrom, to: payTo, unit: payUnit, months: payMonths });
	return kind === 'course' ? feeText(fee) : allowanceText(allowance);
}

/** Parts of a meta line that belong to each kind; empty parts are left out by the caller. */
export const kindMeta: Record<ListingKind, (card: ListingCard) => string[]> = {
	role: (card) => [
		joined(
			card.employmentType ? employmentWord(card.employmentType) : '',
			card.daysPerWeek && card.employmentType !== 'fulltime'
				? m.listings_days_per_week({ count: card.daysPerWeek })
				: '',
			(card.headcount ?? 1) > 1 ? m.listings_headcount({ count: card.headcount ?? 1 }) : ''
		),
		joined(
			card.lengthMonths ? m.listings_months({ count: card.lengthMonths }) : '',
			card.mayStay ? m.listings_may_stay() : ''
		),
		card.degree ? degreeWord(card.degree) : '',
		joined(...(card.benefits ?? []).slice(0, 2).map(benefitWord))
	],
	course: (card) => [
		joined(
			card.courseType && card.courseType !== 'course' ? courseTypeWord(card.courseType) : '',
			card.hours ? m.listings_hours({ count: card.hours }) : '',
			weeks(card)
		),
		card.mode && card.mode !== 'onsite' ? modeWord(card.mode) : '',
		card.nextFrom ? m.listings_starts_on({ day: day(card.nextFrom, { short: true }) }) : '',
		card.left === null ? '' : seatsText(card.left)
	],
	base: (card) => [
		card.nextFrom && card.nextTo
			? m.listings_period({
					from: day(card.nextFrom, { short: true }),
					to: day(card.nextTo, { short: true })
				})
			: '',
		card.left === null ? '' : placesText(card.left, card.all ?? card.left)
	]
};

/** Beyond a year nobody counts weeks. */
const weeksMax = 52;

function weeks({ nextFrom, nextTo }: ListingCard): string {
	if (!nextFrom || !nextTo) return '';
	const length = Math.ceil((daysBetween(nextFrom, nextTo) + 1) / 7);
	return length > 1 && length <= weeksMax ? m.listings_weeks({ count: length }) : '';
}

function joined(...parts: string[]): string {
	return parts.filter(Boolean).join(' · ');
}
