// The words a person reads for the values of listings, in the reader's language: one function per enum, and the
// few sentences made of numbers (pay, fee, places). No markup here.
import type { CourseMode, CourseType, StudyLevel } from '#lib/courses/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { locale } from '#lib/i18n/locale.ts';
import { count, day } from '#lib/i18n/text.ts';
import type { Degree, ListingKind, ListingState, SkillLevel, SkillRelation } from '#lib/listings/types.ts';
import type { District } from '#lib/organizations/types.ts';
import type { Benefit, EmploymentType, PayUnit, ResearchSubject } from '#lib/roles/types.ts';
import type { Evidence, Visibility } from '#lib/talents/types.ts';

type Words<Key extends string | number> = Record<Key, () => string>;
const word =
	<Key extends string | number>(words: Words<Key>) =>
	(key: Key): string =>
		words[key]();

export const kindWord = word<ListingKind>({
	role: m.listings_kind_role,
	course: m.listings_kind_course,
	base: m.listings_kind_base
});

export const stateWord = word<ListingState>({
	draft: m.listings_state_draft,
	open: m.listings_state_open,
	closed: m.listings_state_closed,
	frozen: m.listings_state_frozen
});

export const relationWord = word<SkillRelation>({
	required: m.listings_relation_required,
	preferred: m.listings_relation_preferred,
	taught: m.listings_relation_taught,
	practised: m.listings_relation_practised
});

export const levelWord = word<SkillLevel>({
	1: m.skills_level_1,
	2: m.skills_level_2,
	3: m.skills_level_3,
	4: m.skills_level_4
});

export const degreeWord = word<Degree>({
	none: m.listings_degree_none,
	vocational: m.listings_degree_vocational,
	bachelor: m.listings_degree_bachelor,
	master: m.listings_degree_master,
	doctor: m.listings_degree_doctor
});

export const employmentWord = word<EmploymentType>({
	fulltime: m.listings_employment_fulltime,
	internship: m.listings_employment_internship,
	parttime: m.listings_employment_parttime,
	postdoc: m.listings_employment_postdoc,
	principal: m.listings_employment_principal,
	team: m.listings_employment_team
});

export const payUnitWord = word<PayUnit>({
	hour: m.listings_unit_hour,
	day: m.listings_unit_day,
	month: m.listings_unit_month,
	year: m.listings_unit_year
});

export const benefitWord = word<Benefit>({
	housing: m.listings_benefit_housing,
	schooling: m.listings_benefit_schooling,
	medical: m.listings_benefit_medical,
	equity: m.listings_benefit_equity,
	options: m.listings_benefit_options,
	meals: m.listings_benefit_meals,
	transport: m.listings_benefit_transport,
	insurance: m.listings_benefit_insurance,
	flexible: m.listings_benefit_flexible
});

export const researchWord = word<ResearchSubject>({
	none: m.listings_research_none,
	humans: m.listings_research_humans,
	animals: m.listings_research_animals,
	both: m.listings_research_both
});

export const courseTypeWord = word<CourseType>({
	programme: m.listings_course_programme,
	microdegree: m.listings_course_microdegree,
	course: m.listings_course_course,
	training: m.listings_course_training
});

export const studyLevelWord = word<StudyLevel>({
	vocational: m.listings_study_vocational,
	bachelor: m.listings_study_bachelor,
	master: m.listings_study_master,
	doctor: m.listings_study_doctor,
	continuing: m.listings_study_continuing
});

export const modeWord = word<CourseMode>({
	onsite: m.listings_mode_onsite,
	online: m.listings_mode_online,
	hybrid: m.listings_mode_hybrid
});

export const districtWord = word<District>({
	jiangbei: m.listings_district_jiangbei,
	gulou: m.listings_district_gulou,
	qixia: m.listings_district_qixia,
	xuanwu: m.listings_district_xuanwu,
	qinhuai: m.listings_district_qinhuai,
	jianye: m.listings_district_jianye,
	yuhuatai: m.listings_district_yuhuatai,
	jiangning: m.listings_district_jiangning,
	pukou: m.listings_district_pukou,
	luhe: m.listings_district_luhe,
	lishui: m.listings_district_lishui,
	gaochun: m.listings_district_gaochun
});

export const visibilityWord = word<Visibility>({
	hidden: m.listings_visibility_hidden,
	verified: m.listings_visibility_verified,
	public: m.listings_visibility_public
});

export const evidenceWord = word<Evidence>({
	stated: m.listings_evidence_stated,
	document: m.listings_evidence_document,
	verified: m.listings_evidence_verified
});

/** Basic pay: whole CNY per unit; `months` are the salaries a year. All null where the listing does not say. */
export type Pay = { from: number | null; to: number | null; unit: PayUnit | null; months: number | null };

/** '220–280 元/天', '20–32K · 14 薪', '30–45 万元/年'; a sentence where nothing is said. */
export function payText({ from, to, unit, months }: Pay): string {
	if (from === null || to === null || unit === null) return m.listings_pay_none();
	if (unit === 'month' && from >= 1_000 && from % 100 === 0 && to % 100 === 0) {
		const pay = m.listings_pay_month({ amount: `${range(from / 1_000, to / 1_000)}K` });
		return months && months !== 12 ? m.listings_pay_months({ pay, count: months }) : pay;
	}
	if (unit === 'year' && from >= 10_000 && from % 1_000 === 0 && to % 1_000 === 0) {
		const amount =
			locale() === 'en' ? `${range(from / 1_000, to / 1_000)}K` : `${range(from / 10_000, to / 10_000)} 万元`;
		return m.listings_pay_year({ amount });
	}
	const pay = m.listings_pay({ amount: range(from, to), unit: payUnitWord(unit) });
	return months && months !== 12 ? m.listings_pay_months({ pay, count: months }) : pay;
}

function range(from: number, to: number): string {
	return from === to ? count(from) : `${count(from)}–${count(to)}`;
}

/** A course's fee in whole CNY; 0 is free, null is not said. */
export function feeText(fee: number | null): string {
	if (fee === null) return m.listings_fee_none();
	return fee === 0 ? m.listings_fee_free() : m.listings_fee({ amount: count(fee) });
}

/** A base's allowance in whole CNY a month; '' where nothing is said. */
export function allowanceText(allowance: number | null): string {
	if (allowance === null) return '';
	return allowance === 0 ? m.listings_allowance_zero() : m.listings_allowance({ amount: count(allowance) });
}

/** Seats of a course: '剩 9 席' or '已满'. */
export function seatsText(left: number): string {
	return left > 0 ? m.listings_seats_left({ count: left }) : m.listings_state_full();
}

/** Places of a base: '剩 3 / 12 名额' or '已满'. */
export function placesText(left: number, all: number): string {
	return left > 0 ? m.listings_places_left({ count: left, all }) : m.listings_state_full();
}

/** '还剩 5 天', or '今天截止' on the last day. Days are 0 or more. */
export function daysLeftText(days: number): string {
	return days > 0 ? m.listings_days_left({ count: days }) : m.listings_closes_today();
}

/** From one calendar day to another with the year, once where it is the same: '2027年3月2日–5月30日'. */
export function periodText(from: string, to: string): string {
	const short = from.slice(0, 4) === to.slice(0, 4);
	const english = locale() === 'en';
	return m.listings_period({
		from: day(from, { short: short && english, brief: true }),
		to: day(to, { short: short && !english, brief: true })
	});
}
