// Input of a role's form.
import * as v from 'valibot';
import {
	choice,
	choices,
	optionalChoice,
	optionalDay,
	optionalInteger,
	optionalText,
	requiredInteger,
	ticked
} from '#lib/input.ts';
import { listingEntries, titleInOneLanguage } from '#lib/listings/schema.ts';
import { degrees } from '#lib/listings/types.ts';
import { benefits, employmentTypes, payUnits, researchSubjects } from '#lib/roles/types.ts';

/** Highest pay a form accepts, whole CNY per unit. */
const payMax = 100_000_000;

export const roleSchema = v.pipe(
	v.object({
		...listingEntries,
		employmentType: choice(employmentTypes),
		payFrom: optionalInteger(0, payMax),
		payTo: optionalInteger(0, payMax),
		payUnit: optionalChoice(payUnits),
		payMonths: optionalInteger(12, 24),
		headcount: requiredInteger(1, 999),
		degree: choice(degrees),
		daysPerWeek: optionalInteger(1, 7),
		lengthMonths: optionalInteger(1, 60),
		mayStay: ticked,
		startsOn: optionalDay,
		benefits: choices(benefits),
		equityNoteZh: optionalText(300),
		equityNoteEn: optionalText(300),
		researchWith: choice(researchSubjects),
		invasive: ticked,
		clinical: ticked
	}),
	v.forward(v.check(titleInOneLanguage, 'posting_error_title'), ['titleZh']),
	v.forward(
		v.check(
			({ payFrom, payTo, payUnit }) => [payFrom, payTo, payUnit].filter((x) => x !== null).length % 3 === 0,
			'posting_error_pay_whole'
		),
		['payFrom']
	),
	v.forward(
		v.check(
			({ payFrom, payTo }) => payFrom === null || payTo === null || payTo >= payFrom,
			'posting_error_pay_order'
		),
		['payTo']
	),
	v.forward(
		v.check(
			({ payMonths, payUnit }) => payMonths === null || payUnit === 'month',
			'posting_error_pay_months'
		),
		['payMonths']
	)
);
export type RoleInput = v.InferOutput<typeof roleSchema>;
