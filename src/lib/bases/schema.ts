// Input of a base's form.
import * as v from 'valibot';
import { optionalInteger, optionalText, requiredDay, requiredInteger, writtenLines } from '#lib/input.ts';
import { listingEntries, titleInOneLanguage } from '#lib/listings/schema.ts';

const period = v.pipe(
	v.object({
		id: optionalText(20),
		startsOn: requiredDay,
		endsOn: requiredDay,
		places: requiredInteger(1, 10_000)
	}),
	v.forward(
		v.check(({ startsOn, endsOn }) => endsOn >= startsOn, 'posting_error_dates'),
		['endsOn']
	)
);

export const baseSchema = v.pipe(
	v.object({
		...listingEntries,
		addressZh: optionalText(200),
		addressEn: optionalText(200),
		equipmentZh: optionalText(2_000),
		equipmentEn: optionalText(2_000),
		allowance: optionalInteger(0, 1_000_000),
		/** Slugs of partner organizations; each confirms before it is shown. */
		partners: v.pipe(
			v.optional(v.array(v.string('common_error_field'), 'common_error_field'), []),
			v.transform((slugs) => [...new Set(slugs.filter(Boolean))]),
			v.maxLength(12, 'posting_error_partners_many')
		),
		periods: writtenLines(period, 30, 'posting_error_runs_many')
	}),
	v.forward(v.check(titleInOneLanguage, 'posting_error_title'), ['titleZh'])
);
export type BaseInput = v.InferOutput<typeof baseSchema>;
