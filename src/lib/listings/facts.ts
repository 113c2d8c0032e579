// The facts of a listing's page as lines of term and value, in the reader's language; what is not said is left out.
import { m } from '#lib/i18n/generated/messages.js';
import { day, pick } from '#lib/i18n/text.ts';
import {
	allowanceText,
	courseTypeWord,
	degreeWord,
	districtWord,
	employmentWord,
	feeText,
	modeWord,
	payText,
	placesText,
	seatsText,
	studyLevelWord
} from '#lib/listings/words.ts';
import type { ListingPage } from '#lib/listings/page.ts';

export type Fact = { term: string; value: string };

export function factsOf(page: ListingPage): Fact[] {
	const own = { role: roleFacts, course: courseFacts, base: baseFacts }[page.kind](page);
	const shared = [
		{ term: m.listings_fact_posted(), value: day(page.publishedOn) },
		{ term: m.listings_fact_valid(), value: page.validUntil ? day(page.validUntil) : '' }
	];
	return [...own, ...shared].filter(({ value }) => value !== '');
}

function roleFacts(page: ListingPage): Fact[] {
	const { payFrom, payTo, payUnit, payMonths, employmentType, headcount, degree, daysPerWeek, lengthMonths } =
		page;
	return [
		{
			term: m.listings_fact_pay(),
			value: payText({ from: payFrom, to: payTo, unit: payUnit, months: payMonths })
		},
		{ term: m.listings_fact_employment(), value: employmentType ? employmentWord(employmentType) : '' },
		{ term: m.listings_fact_headcount(), value: headcount ? m.listings_headcount({ count: headcount }) : '' },
		{ term: m.listings_fact_place(), value: page.district ? districtWord(page.district) : '' },
		{ term: m.listings_fact_degree(), value: degree ? degreeWord(degree) : '' },
		{
			term: m.listings_fact_time(),
			value: daysPerWeek ? m.listings_days_per_week({ count: daysPerWeek }) : ''
		},
		{
			term: m.listings_fact_length(),
			value: [
				lengthMonths ? m.listings_months({ count: lengthMonths }) : '',
				page.mayStay ? m.listings_may_stay() : ''
			]
				.filter(Boolean)
				.join(' · ')
		},
		{ term: m.listings_fact_start(), value: page.startsOn ? day(page.startsOn) : m.listings_as_soon() }
	];
}

function courseFacts(page: ListingPage): Fact[] {
	const { courseType, studyLevel, mode, hours, credits, left } = page;
	const extent = [
		hours ? m.listings_hours({ count: hours }) : '',
		credits ? m.listings_credits({ count: credits }) : ''
	];
	return [
		{ term: m.listings_fact_fee(), value: feeText(page.fee) },
		{ term: m.listings_fact_employment(), value: courseType ? courseTypeWord(courseType) : '' },
		{ term: m.listings_fact_level(), value: studyLevel ? studyLevelWord(studyLevel) : '' },
		{ term: m.listings_fact_mode(), value: mode ? modeWord(mode) : '' },
		{ term: m.listings_fact_extent(), value: extent.filter(Boolean).join(' · ') },
		{
			term: m.listings_fact_place(),
			value: page.district && mode !== 'online' ? districtWord(page.district) : ''
		},
		{ term: m.listings_fact_provided(), value: pick(page.providedByZh, page.providedByEn).text },
		{ term: m.listings_fact_admission(), value: admission(page) },
		{ term: m.listings_fact_seats(), value: left === null ? '' : seatsText(left) }
	];
}

function admission({ admissionFrom: from, admissionTo: to }: ListingPage): string {
	if (from && to) return m.listings_admission({ from: day(from), to: day(to) });
	if (from) return m.listings_admission_from({ from: day(from) });
	return to ? m.listings_admission_to({ to: day(to) }) : '';
}

function baseFacts(page: ListingPage): Fact[] {
	const { district, left, all } = page;
	const address = pick(page.addressZh, page.addressEn).text;
	return [
		{ term: m.listings_fact_allowance(), value: allowanceText(page.allowance) },
		{
			term: m.listings_fact_place(),
			value: [district ? districtWord(district) : '', address].filter(Boolean).join(' · ')
		},
		{ term: m.listings_fact_seats(), value: left === null ? '' : placesText(left, all ?? left) }
	];
}
