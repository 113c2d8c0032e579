// Input of a talent's profile form: one page, every list of it with empty lines that are left out.
import * as v from 'valibot';
import {
	choice,
	choices,
	optionalChoice,
	optionalDay,
	optionalInteger,
	optionalText,
	requiredText,
	rowVersion,
	ticked
} from '#lib/input.ts';
import { degrees, type SkillLevel } from '#lib/listings/types.ts';
import { districts } from '#lib/organizations/types.ts';
import { employmentTypes, payUnits } from '#lib/roles/types.ts';
import { visibilities } from '#lib/talents/types.ts';

/** Most lines of each list, and the highest wished pay (whole CNY per unit). */
export const skillsMax = 60;
export const entriesMax = 20;
export const blockedMax = 20;
const payMax = 100_000_000;

/** A text that may be empty; absent is empty. */
const text = (max: number) =>
	v.pipe(v.optional(v.string('common_error_field'), ''), v.trim(), v.maxLength(max, 'common_error_too_long'));

const skillLine = v.object({
	name: text(80),
	level: v.pipe(
		v.optional(v.string('common_error_field'), '2'),
		v.regex(/^[1-4]$/, 'common_error_field'),
		v.transform((level) => Number(level) as SkillLevel)
	),
	note: text(200)
});

/** A month as YYYY-MM; 2024/9, 2024.09 and 2024年9月 are understood; empty or absent becomes null. */
const month = v.pipe(
	text(20),
	v.transform((typed) => {
		const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/.exec(typed.normalize('NFKC'));
		return parts ? `${parts[1]}-${parts[2]!.padStart(2, '0')}` : typed;
	}),
	v.check((typed) => typed === '' || /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(typed), 'talents_error_month'),
	v.transform((typed) => typed || null)
);

const isEmpty = (line: object) => Object.values(line).every((value) => value === '' || value === null);

const entryLine = v.pipe(
	v.object({ place: text(120), title: text(120), fromMonth: month, toMonth: month, text: text(2_000) }),
	v.forward(
		v.check((line) => isEmpty(line) || line.place !== '', 'common_error_required'),
		['place']
	),
	v.forward(
		v.check((line) => isEmpty(line) || line.title !== '', 'common_error_required'),
		['title']
	),
	v.forward(
		v.check(
			({ fromMonth, toMonth }) => !fromMonth || !toMonth || toMonth >= fromMonth,
			'talents_error_months_order'
		),
		['toMonth']
	)
);

const entryLines = v.pipe(
	v.optional(v.array(entryLine, 'common_error_field'), []),
	v.maxLength(entriesMax + 3, 'talents_error_many'),
	v.transform((lines) => lines.filter((line) => !isEmpty(line)))
);

export const profileSchema = v.pipe(
	v.object({
		version: rowVersion,
		displayName: requiredText(60),
		headline: text(120),
		about: text(3_000),
		degree: choice(degrees),
		visibility: choice(visibilities),
		indexable: ticked,
		acceptsInvitations: ticked,
		skills: v.pipe(
			v.optional(v.array(skillLine, 'common_error_field'), []),
			v.maxLength(skillsMax, 'talents_error_many')
		),
		education: entryLines,
		experience: entryLines,
		wishDistricts: choices(districts),
		wishTypes: choices(employmentTypes),
		wishPay: optionalInteger(0, payMax),
		wishPayUnit: optionalChoice(payUnits),
		wishDaysPerWeek: optionalInteger(1, 7),
		availableFrom: optionalDay,
		contactEmail: v.pipe(
			optionalText(254),
			v.check(
				(address) => address === null || v.is(v.pipe(v.string(), v.email()), address),
				'common_error_email'
			)
		),
		contactPhone: optionalText(40),
		contactWechat: optionalText(60),
		/** Organizations that must see nothing, by name. */
		blocked: v.pipe(
			v.optional(v.array(text(120), 'common_error_field'), []),
			v.maxLength(blockedMax, 'talents_error_many')
		)
	}),
	v.forward(
		v.check(
			({ wishPay, wishPayUnit }) => (wishPay === null) === (wishPayUnit === null),
			'talents_error_pay_whole'
		),
		['wishPay']
	),
	// Only a public profile can be listed by search engines.
	v.transform((profile) => ({ ...profile, indexable: profile.indexable && profile.visibility === 'public' }))
);
export type ProfileInput = v.InferOutput<typeof profileSchema>;
